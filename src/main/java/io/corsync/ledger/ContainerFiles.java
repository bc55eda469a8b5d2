package io.corsync.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells places that are gone with the container in which the program runs: the
 * container's own layer, and memory. Outside of containers, and where the system does not
 * tell, every place lasts.
 *
 * @param inside whether the program runs in a container
 * @param mounts what the kernel says of mounts, in the form of
 * {@code /proc/self/mountinfo}
 */
record ContainerFiles(boolean inside, List<String> mounts) {

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	/** What Docker and Podman leave in theirs. */
	private static final List<Path> MARKS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

	private static final Set<String> LAYERS = Set.of("overlay", "fuse-overlayfs", "fuse.fuse-overlayfs", "aufs");

	private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

	static ContainerFiles here() {
		boolean inside = MARKS.stream().anyMatch(Files::exists) || System.getenv("KUBERNETES_SERVICE_HOST") != null;
		try {
			return new ContainerFiles(inside, inside ? Files.readAllLines(MOUNTS) : List.of());
		}
		catch (IOException ex) {
			return new ContainerFiles(inside, List.of());
		}
	}

	/**
	 * One of the mounts.
	 *
	 * @param point where it is mounted
	 * @param type the file system's type
	 */
	private record Mount(Path point, String type) {

		// 36 35 98:0 /root /point rw,noatime - ext3 /dev/sda rw
		static @Nullable Mount of(String line) {
			String[] parts = line.split(" - ", 2);
			String[] fields = parts[0].split(" ");
			return (parts.length == 2 && fields.length > 4)
					? new Mount(Path.of(fields[4].replace("\\040", " ")), parts[1].split(" ")[0]) : null;
		}

	}

	boolean vanishes(Path directory) {
		Mount found = null;
		for (String line : this.mounts) {
			Mount mount = Mount.of(line);
			if (mount != null && directory.startsWith(mount.point())
					&& (found == null || mount.point().getNameCount() >= found.point().getNameCount())) {
				found = mount;
			}
		}
		if (!this.inside || found == null) {
			return false;
		}
		return MEMORY.contains(found.type()) || (found.point().getNameCount() == 0 && LAYERS.contains(found.type()));
	}

}
