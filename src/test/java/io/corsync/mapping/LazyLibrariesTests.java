package io.corsync.mapping;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A mapping that computes nothing starts without the libraries that computing needs.
 */
class LazyLibrariesTests {

	@Test
	void mapsByTheDefaultMappingWithoutThem() throws Exception {
		try (URLClassLoader without = new Without()) {
			Object mapping = bind(without, Files.readString(Path.of("config/mapping.yml")));
			Class<?> row = without.loadClass("io.corsync.salesforce.SourceRow");
			assertThat(map(mapping, row, row(row))).asString().contains("Payload[billable, name, status]");
		}
	}

	@Test
	void needsThemForAnExpressionAndForPlainText() throws Exception {
		try (URLClassLoader without = new Without()) {
			assertThatThrownBy(() -> bind(without, "version: 1\nproject: { name: { expression: Name } }"))
				.hasRootCauseMessage("org.apache.commons.jexl3 is not to be loaded");
			Object mapping = bind(without, "version: 1\nproject: { name: { from: Name, plain-text: true } }");
			Class<?> row = without.loadClass("io.corsync.salesforce.SourceRow");
			Object html = row(row, "<p>One</p>");
			assertThatThrownBy(() -> map(mapping, row, html)).hasRootCauseMessage("org.jsoup is not to be loaded");
		}
	}

	private static Object bind(ClassLoader loader, String text) throws Exception {
		Class<?> files = loader.loadClass("io.corsync.mapping.MappingFile");
		Object file = files.getMethod("read", String.class, String.class).invoke(null, text, "my.yml");
		return files.getMethod("bind", ZoneId.class).invoke(file, ZoneOffset.UTC);
	}

	private static Object map(Object mapping, Class<?> rowType, Object row) throws Exception {
		var method = mapping.getClass().getMethod("opportunity", rowType);
		method.setAccessible(true);
		return method.invoke(mapping, row);
	}

	private static Object row(Class<?> type) throws Exception {
		return row(type, "One");
	}

	private static Object row(Class<?> type, String name) throws Exception {
		return type.getConstructor(String.class, java.util.Map.class, java.util.Map.class)
			.newInstance("Opportunity",
					java.util.Map.of("Id", Rows.OPPORTUNITY_ID, "SystemModstamp", Rows.STAMP, "Name", name),
					java.util.Map.of());
	}

	/** Has all classes of its own, but not these. */
	private static final class Without extends URLClassLoader {

		Without() {
			super(urls(), ClassLoader.getPlatformClassLoader());
		}

		private static URL[] urls() {
			return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
				.map((entry) -> {
					try {
						return Path.of(entry).toUri().toURL();
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				})
				.toArray(URL[]::new);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			for (String library : new String[] { "org.apache.commons.jexl3", "org.jsoup" }) {
				if (name.startsWith(library)) {
					throw new ClassNotFoundException(library + " is not to be loaded");
				}
			}
			return super.loadClass(name, resolve);
		}

	}

}
