package io.corsync.mapping;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Reads a file that an administrator has written, and tells in plain words why it cannot
 * be read.
 */
final class TextFile {

	private TextFile() {
	}

	/**
	 * The file's text.
	 * @param file where it is
	 * @param ifMissing what to do when it is not there
	 * @param problems takes what is wrong
	 * @return null when it cannot be read
	 */
	static @Nullable String read(Path file, String ifMissing, Problems problems) {
		try {
			return Files.readString(file);
		}
		catch (NoSuchFileException ex) {
			problems.add(Place.START, YamlText.WHOLE, "does not exist", ifMissing);
		}
		catch (CharacterCodingException ex) {
			problems.add(Place.START, YamlText.WHOLE, "is not written in UTF-8", "save it as UTF-8");
		}
		catch (IOException ex) {
			problems.add(Place.START, YamlText.WHOLE, "cannot be read (" + ex + ")",
					"let the user that runs the program read it");
		}
		return null;
	}

}
