package io.corsync.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The mapping file, read and found to be sound; it becomes a {@link Mapping} for an org.
 */
public final class MappingFile {

	private static final String DEFAULTS = "/defaults/mapping.yml";

	private final String name;

	private final Sections sections;

	private final @Nullable ZoneId zone;

	MappingFile(String name, Sections sections, @Nullable ZoneId zone) {
		this.name = name;
		this.sections = sections;
		this.zone = zone;
	}

	/**
	 * Reads a mapping file.
	 * @param file where it is
	 * @return the sound file
	 * @throws MappingException with everything that is wrong with it
	 */
	public static MappingFile read(Path file) {
		Problems problems = new Problems(file.toString());
		String text = TextFile.read(file, "create it, or set sync.mapping to the file that does", problems);
		if (text != null) {
			return read(text, file.toString());
		}
		throw new MappingException(problems.list());
	}

	/**
	 * Reads a mapping from its text.
	 * @param text YAML
	 * @param name what to call it in messages
	 * @return the sound file
	 * @throws MappingException with everything that is wrong with it
	 */
	public static MappingFile read(String text, String name) {
		return new MappingParser(name).parse(text);
	}

	/**
	 * The mapping that comes with the program.
	 * @return the default mapping
	 */
	public static MappingFile defaults() {
		try (InputStream stream = MappingFile.class.getResourceAsStream(DEFAULTS)) {
			if (stream == null) {
				throw new IllegalStateException("The program comes without " + DEFAULTS);
			}
			return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), "default mapping");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes the file's functions for an org.
	 * @param orgZone the org's time zone, which holds where the file names none
	 * @return the mapping
	 */
	public Mapping bind(ZoneId orgZone) {
		return new BoundMapping(this.name, this.sections, (this.zone != null) ? this.zone : orgZone);
	}

	/**
	 * The Salesforce object behind a kind.
	 * @param kind the kind
	 * @return its API name, null when the mapping makes none of that kind
	 */
	public @Nullable String object(Kind kind) {
		Section section = this.sections.of(kind);
		return (section != null) ? section.object() : null;
	}

	/**
	 * A way from a kind's record to a record of another kind that it refers to.
	 * @param from the kind that refers
	 * @param to the kind that is referred to
	 * @return a path of lookups, null when there is none
	 */
	public @Nullable String way(Kind from, Kind to) {
		return this.sections.ways(from, to).stream().findFirst().orElse(null);
	}

	/**
	 * The file as people read it who do not read YAML.
	 * @return its sections and rules
	 */
	public MappingSheet sheet() {
		return MappingSheet.of(this.sections, (this.zone != null) ? this.zone.getId() : null);
	}

	String name() {
		return this.name;
	}

	Sections sections() {
		return this.sections;
	}

}
