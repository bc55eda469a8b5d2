package io.corsync.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Rows for a spreadsheet: RFC 4180, and no value that a spreadsheet would execute.
 */
public final class CsvFile implements AutoCloseable {

	/** By this Excel knows that a file is UTF-8. */
	static final char BYTE_ORDER_MARK = '\uFEFF';

	/** What a spreadsheet may take for the beginning of a formula. */
	private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

	private static final CsvMapper CSV = CsvMapper.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build();

	private final SequenceWriter rows;

	private CsvFile(Writer writer, String... titles) {
		CsvSchema schema = CsvSchema.builder()
			.addColumns(List.of(titles), CsvSchema.ColumnType.STRING)
			.setLineSeparator("\r\n")
			.build();
		this.rows = CSV.writer(schema).writeValues(writer);
		this.rows.write(titles);
	}

	/**
	 * A new file for its owner only, in UTF-8 that Excel knows for such.
	 * @throws FileAlreadyExistsException when there is a file of that name
	 */
	public static CsvFile create(Path file, String... titles) throws IOException {
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
		writer.write(BYTE_ORDER_MARK);
		return new CsvFile(writer, titles);
	}

	/**
	 * Rows on a stream that somebody else closes.
	 */
	public static CsvFile on(Writer writer, String... titles) {
		return new CsvFile(writer, titles);
	}

	public void row(@Nullable Object... values) {
		List<String> texts = new ArrayList<>(values.length);
		for (Object value : values) {
			texts.add(safe((value != null) ? value.toString() : ""));
		}
		this.rows.write(texts);
	}

	/**
	 * A value that no spreadsheet executes: an apostrophe in front makes it text.
	 */
	static String safe(String value) {
		String begin = value.stripLeading();
		boolean formula = !value.isEmpty() && (FORMULA.indexOf(value.charAt(0)) >= 0
				|| (!begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0));
		return formula ? "'" + value : value;
	}

	@Override
	public void close() {
		this.rows.close();
	}

}
