package io.corsync.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.corsync.sync.Forgetting;
import io.corsync.sync.Redaction;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Removes values of records from the files of runs. Each file is replaced as a whole.
 */
public final class FileForgetting implements Forgetting.Files {

	private static final CsvMapper CSV = CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();

	/** What tells who or what a row is about; the rest is the program's own. */
	private static final Set<String> VALUES = Set.of("name", "account", "owner", "message");

	private static final String ID = "external_id";

	private final Path directory;

	FileForgetting(Path directory) {
		this.directory = directory;
	}

	@Override
	public Set<String> names(Set<String> ids) {
		Set<String> names = new TreeSet<>();
		each("*.csv", (file) -> rows(file, (titles, row) -> {
			if (ids.contains(row.get(titles.indexOf(ID)))) {
				String name = row.get(titles.indexOf("name"));
				names.add(name.startsWith("'") ? name.substring(1) : name);
			}
		}));
		names.remove("");
		return names;
	}

	@Override
	public int forget(Set<String> ids, Redaction redaction) {
		List<Path> changed = new ArrayList<>();
		each("*.csv", (file) -> {
			if (rewrite(file, ids, redaction)) {
				changed.add(file);
			}
		});
		each("*.json", (file) -> {
			if (rewrite(file, redaction)) {
				changed.add(file);
			}
		});
		return changed.size();
	}

	private void each(String files, Consumer<Path> work) {
		if (!Files.isDirectory(this.directory)) {
			return;
		}
		try (DirectoryStream<Path> runs = Files.newDirectoryStream(this.directory, "run-[0-9]*")) {
			for (Path run : runs) {
				try (DirectoryStream<Path> found = Files.newDirectoryStream(run, files)) {
					found.forEach(work);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean rewrite(Path file, Set<String> ids, Redaction redaction) {
		Path draft = draft(file);
		boolean[] changed = new boolean[1];
		try {
			List<String> titles = titles(file);
			if (!titles.contains(ID) || !titles.contains("name")) {
				return false;
			}
			Files.deleteIfExists(draft);
			try (CsvFile csv = CsvFile.create(draft, titles.toArray(String[]::new))) {
				rows(file, (heads, row) -> {
					List<String> left = forget(heads, row, ids, redaction);
					changed[0] |= !left.equals(row);
					csv.row(left.toArray());
				});
			}
			if (changed[0]) {
				Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
			}
			return changed[0];
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(draft);
		}
	}

	private static List<String> forget(List<String> titles, List<String> row, Set<String> ids, Redaction redaction) {
		boolean itself = ids.contains(row.get(titles.indexOf(ID)));
		List<String> left = new ArrayList<>(row.size());
		for (int i = 0; i < row.size(); i++) {
			boolean value = VALUES.contains(titles.get(i));
			left.add((itself && value) ? "" : value ? redaction.apply(row.get(i)) : row.get(i));
		}
		return left;
	}

	private static boolean rewrite(Path file, Redaction redaction) {
		Path draft = draft(file);
		try {
			String text = Files.readString(file);
			String left = redaction.apply(text);
			if (left.equals(text)) {
				return false;
			}
			Files.deleteIfExists(draft);
			Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(draft, left);
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(draft);
		}
	}

	/**
	 * Takes a row with the titles.
	 */
	@FunctionalInterface
	private interface Row {

		void take(List<String> titles, List<String> row);

	}

	private static List<String> titles(Path file) throws IOException {
		try (BufferedReader in = reader(file); MappingIterator<List<String>> lines = lines(in)) {
			return lines.hasNext() ? lines.next() : List.of();
		}
	}

	private static void rows(Path file, Row taker) {
		try (BufferedReader in = reader(file); MappingIterator<List<String>> lines = lines(in)) {
			List<String> titles = lines.hasNext() ? lines.next() : List.of();
			while (lines.hasNext()) {
				List<String> row = lines.next();
				if (titles.contains(ID) && titles.contains("name") && row.size() == titles.size()) {
					taker.take(titles, row);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MappingIterator<List<String>> lines(BufferedReader in) {
		return CSV.readerForListOf(String.class).readValues(in);
	}

	private static BufferedReader reader(Path file) throws IOException {
		BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
		in.mark(1);
		if (in.read() != CsvFile.BYTE_ORDER_MARK) {
			in.reset();
		}
		return in;
	}

	// Nobody lists files that begin so, and the next time it is written anew.
	private static Path draft(Path file) {
		return file.resolveSibling("." + file.getFileName());
	}

	private static void delete(Path draft) {
		try {
			Files.deleteIfExists(draft);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
