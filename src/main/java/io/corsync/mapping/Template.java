package io.corsync.mapping;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A text with fields of the row in it.
 *
 * @param parts constants and paths in order
 */
record Template(List<Source> parts) implements Source {

	@Override
	public @Nullable String read(Reading reading) throws RefusedValueException {
		StringBuilder text = new StringBuilder();
		boolean any = false;
		for (Source part : this.parts) {
			String value = part.read(reading);
			if (value != null) {
				text.append(value);
				any |= part instanceof Path;
			}
		}
		return any ? text.toString() : null;
	}

	@Override
	public Stream<Path> paths() {
		return this.parts.stream().flatMap(Source::paths);
	}

	@Override
	public Share share() {
		return Share.PART;
	}

	@Override
	public String meaning() {
		return this.parts.stream().map(Source::meaning).collect(Collectors.joining(" then ", "text ", ""));
	}

	@Override
	public String toString() {
		return paths().map(Path::toString).collect(Collectors.joining(" and no "));
	}

}
