package io.corsync.ledger;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Places that are gone with a container.
 */
class ContainerFilesTests {

	private static final String LAYER = "574 573 0:52 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/a,upperdir=/b";

	private static final String VOLUME = "590 574 8:1 /volumes/x/_data /opt/cor-sync/data rw,relatime - ext4 /dev/sda1 rw";

	private static final String MEMORY = "591 574 0:60 / /scratch rw - tmpfs tmpfs rw";

	private static final Path DATA = Path.of("/opt/cor-sync/data");

	@Test
	void areItsOwnLayerAndMemory() {
		ContainerFiles container = new ContainerFiles(true, List.of(LAYER, MEMORY));
		assertThat(container.vanishes(DATA)).isTrue();
		assertThat(container.vanishes(Path.of("/scratch/data"))).isTrue();
		assertThat(container.vanishes(Path.of("/scratchpad"))).isTrue();
	}

	@Test
	void areNoVolumes() {
		ContainerFiles container = new ContainerFiles(true, List.of(LAYER, VOLUME));
		assertThat(container.vanishes(DATA)).isFalse();
		assertThat(container.vanishes(DATA.resolve("deeper"))).isFalse();
		assertThat(container.vanishes(Path.of("/opt/cor-sync/other"))).isTrue();
	}

	@Test
	void areNoneOutsideOfContainersOrWhereTheRootIsADisk() {
		assertThat(new ContainerFiles(false, List.of(LAYER)).vanishes(DATA)).isFalse();
		assertThat(new ContainerFiles(true, List.of("26 1 254:0 / / rw - ext4 /dev/vda rw")).vanishes(DATA)).isFalse();
		assertThat(new ContainerFiles(true, List.of()).vanishes(DATA)).isFalse();
	}

	@Test
	void takeNoNewLedger(@TempDir Path directory) {
		EmbeddedDatabase file = EmbeddedDatabase.at("jdbc:h2:file:" + directory.resolve("data/cor-sync"));
		assertThatExceptionOfType(DatabaseException.class)
			.isThrownBy(() -> file.requireLasting(new ContainerFiles(true, List.of(LAYER))))
			.withMessageContaining("is no volume")
			.withMessageContaining("SPRING_DATASOURCE_URL")
			.withMessageContaining("LEDGER_ALLOW_EPHEMERAL");
		assertThatCode(() -> file.requireLasting(new ContainerFiles(false, List.of(LAYER)))).doesNotThrowAnyException();
		assertThat(directory).isEmptyDirectory();
	}

}
