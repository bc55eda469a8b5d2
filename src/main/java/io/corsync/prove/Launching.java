package io.corsync.prove;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.FileSystemUtils;

/**
 * How this very program is started once more.
 *
 * @param line the command line, to which a command is added
 */
record Launching(List<String> line) {

	/**
	 * A child lives for seconds: these save half of its start. The JVM's own words would
	 * spoil an answer in JSON.
	 */
	private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
			"-Xlog:disable");

	private static final String ARCHIVE = "-XX:SharedArchiveFile=";

	/** Else Java moves the archive to an address by chance, and with it each pointer. */
	private static final List<String> IN_PLACE = List.of("-XX:+IgnoreUnrecognizedVMOptions",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

	/** Where Linux tells whether a process may ask for large pages. */
	private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

	/** By its jar, or by its classes when it does not run from a jar. */
	static Launching plain() {
		String jar = jar();
		return jar.isEmpty() ? new Launching(java("-cp", System.getProperty("java.class.path"), "io.corsync.CorSync"))
				: new Launching(java("-jar", jar));
	}

	/** As this process was started: with the same prepared classes, if it has any. */
	static Launching same() {
		String jar = jar();
		return ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> argument.startsWith(ARCHIVE) && !jar.isEmpty())
			.findFirst()
			.map((archive) -> new Launching(prepared(archive, jar)))
			.orElseGet(Launching::plain);
	}

	private boolean prepared() {
		return this.line.stream().anyMatch((argument) -> argument.startsWith(ARCHIVE));
	}

	/**
	 * The same program with its jar unpacked and its classes prepared, which takes some
	 * seconds once and halves every start.
	 * @param directory where to unpack it; what is there is replaced
	 * @return the same when it cannot be done
	 */
	Launching quicker(Path directory) throws IOException, InterruptedException {
		String jar = jar();
		if (jar.isEmpty() || prepared()) {
			return this;
		}
		Path place = Files.createDirectories(directory).toAbsolutePath().normalize();
		Path archive = place.resolve("classes.jsa");
		Files.deleteIfExists(archive);
		Path scratch = Files.createTempDirectory("cor-sync-prepare");
		try (World world = new World(20, 1);
				Program tools = new Program(java("-Djarmode=tools", "-jar", jar), scratch, Map.of())) {
			if (tools.run("extract", "--force", "--destination", place.toString()).code() != 0) {
				return this;
			}
			String unpacked = place.resolve(Path.of(jar).getFileName()).toString();
			archive(archive, loaded(unpacked, scratch, world), unpacked, scratch);
			return Files.exists(archive) ? new Launching(prepared(ARCHIVE + archive, unpacked)) : this;
		}
		finally {
			FileSystemUtils.deleteRecursively(scratch);
		}
	}

	/** What a first night, a night without changes and a look at the runs load. */
	private static List<Path> loaded(String jar, Path scratch, World world) throws IOException, InterruptedException {
		List<Path> lists = new ArrayList<>();
		for (String command : List.of("sync --yes", "sync", "runs")) {
			Path list = Files.createTempFile(scratch, "classes", ".lst");
			try (Program training = new Program(java("-XX:DumpLoadedClassList=" + list, "-jar", jar), scratch,
					world.settings())) {
				training.run(command.split(" "));
			}
			lists.add(list);
		}
		return lists;
	}

	/**
	 * Of all classes, the JVM's own too: an archive on top of the JVM's takes longer to
	 * read, and cannot hold those that picocli brings in an old format.
	 */
	private static void archive(Path archive, List<Path> lists, String jar, Path scratch)
			throws IOException, InterruptedException {
		Set<String> classes = new LinkedHashSet<>();
		for (Path list : lists) {
			classes.addAll(Files.readAllLines(list));
		}
		Path all = Files.write(scratch.resolve("all.lst"), classes);
		// Java 17 keeps prepared objects for this collector only; every one reads them.
		// The heap has no size, as scripts/cor-sync gives none: pointers depend on it.
		List<String> dump = List.of(java(), "-XX:+UseG1GC", "-Xlog:disable", "-Xshare:dump",
				"-XX:SharedClassListFile=" + all, ARCHIVE + archive);
		try (Program dumping = new Program(dump, scratch, Map.of())) {
			dumping.run("-jar", jar);
		}
	}

	private static List<String> prepared(String archive, String jar) {
		List<String> arguments = new ArrayList<>(IN_PLACE);
		arguments.addAll(List.of(archive, "-jar", jar));
		return java(arguments.toArray(String[]::new));
	}

	// Java warns where the machine has none, and its words would spoil an answer.
	private static boolean largePages() {
		try {
			return Files.readString(LARGE_PAGES).contains("[madvise]");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static List<String> java(String... arguments) {
		List<String> line = new ArrayList<>();
		line.add(java());
		line.addAll(QUICK);
		if (largePages()) {
			line.add("-XX:+UseTransparentHugePages");
		}
		line.addAll(List.of(arguments));
		return List.copyOf(line);
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/** The jar that this program runs from, empty when it runs from classes. */
	private static String jar() {
		try {
			String source = Launching.class.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
			String file = source.replaceFirst("^jar:(nested|file):", "file:").replaceFirst("/?!.*$", "");
			return file.endsWith(".jar") ? Path.of(URI.create(file)).toString() : "";
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
