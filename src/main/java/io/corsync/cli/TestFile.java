package io.corsync.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A new mapping test, for its owner only: it holds a real deal's values.
 */
final class TestFile {

	private final Path path;

	private final CommandLine line;

	TestFile(Path path, CommandLine line) {
		this.path = path;
		this.line = line;
	}

	/**
	 * Writes the file, which must not be there yet.
	 */
	void write(Supplier<String> text) {
		if (Files.exists(this.path)) {
			throw taken();
		}
		String test = text.get();
		try {
			Path directory = this.path.toAbsolutePath().getParent();
			if (directory != null) {
				Files.createDirectories(directory);
			}
			Files.createFile(this.path,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(this.path, test, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
		}
		catch (FileAlreadyExistsException ex) {
			throw taken();
		}
		catch (IOException ex) {
			throw new ParameterException(this.line,
					"--as-test %s cannot be written (%s). Give another name.".formatted(this.path, ex.getMessage()),
					ex);
		}
	}

	private ParameterException taken() {
		return new ParameterException(this.line,
				"--as-test %s is there already and is not overwritten. Give another name, or remove it."
					.formatted(this.path));
	}

}
