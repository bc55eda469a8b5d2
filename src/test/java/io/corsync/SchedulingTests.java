package io.corsync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.corsync.sync.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code scripts/} gives to schedulers knows our exit codes.
 */
@EnabledOnOs(OS.LINUX)
class SchedulingTests {

	/** Trying again does not help with these. */
	private static final List<ExitCode> FOR_A_PERSON = List.of(ExitCode.DEFECT, ExitCode.REFUSED, ExitCode.UNSETTLED,
			ExitCode.APPROVAL_NEEDED);

	@TempDir
	private Path directory;

	@Test
	void systemdTriesAgainWhereWaitingHelpsOnly() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("scripts/systemd/cor-sync.service"));
		assertThat(codes(lines, "RestartPreventExitStatus=")).containsExactlyElementsOf(codes(FOR_A_PERSON));
		assertThat(codes(lines, "SuccessExitStatus=")).containsExactly(ExitCode.LEASE_HELD.code(), 130,
				ExitCode.STOPPED.code());
		assertThat(lines).contains("Restart=on-failure");
	}

	@ParameterizedTest
	@ValueSource(strings = { "serve", "worker" })
	void systemdStartsWhatRunsAllTheTimeAgainUnlessAPersonHasToMendSettings(String command) throws IOException {
		List<String> lines = Files.readAllLines(Path.of("scripts/systemd/cor-sync-%s.service".formatted(command)));
		assertThat(lines).contains("ExecStart=/opt/cor-sync/scripts/cor-sync " + command);
		assertThat(codes(lines, "RestartPreventExitStatus=")).containsExactly(ExitCode.REFUSED.code());
		assertThat(codes(lines, "SuccessExitStatus=")).containsExactly(130, ExitCode.STOPPED.code());
		assertThat(lines).contains("Restart=on-failure");
	}

	@Test
	void kubernetesTriesAgainWhereWaitingHelpsOnly() throws IOException {
		Object job = new Yaml().load(Files.readString(Path.of("scripts/kubernetes/cronjob.yaml")));
		Object work = at(job, "spec", "jobTemplate", "spec");
		Object rule = ((List<?>) at(work, "podFailurePolicy", "rules")).get(0);
		assertThat(at(rule, "action")).isEqualTo("FailJob");
		assertThat(at(rule, "onExitCodes", "values")).isEqualTo(codes(FOR_A_PERSON));
		assertThat(at(job, "spec", "concurrencyPolicy")).isEqualTo("Forbid");
		Object container = ((List<?>) at(work, "template", "spec", "containers")).get(0);
		assertThat(at(container, "name")).isEqualTo(at(rule, "onExitCodes", "containerName"));
		// What our own patience for the calls in flight takes.
		assertThat((Integer) at(work, "template", "spec", "terminationGracePeriodSeconds")).isGreaterThan(30);
	}

	@Test
	void cronMailsOnlyWhatNeedsSomebody() throws Exception {
		String line = Files.readAllLines(Path.of("scripts/crontab"))
			.stream()
			.filter((candidate) -> candidate.startsWith("0 4"))
			.findFirst()
			.orElseThrow();
		Path program = program();
		Path secrets = Files.writeString(this.directory.resolve("env"), "CODE=0\n");
		String command = line.replaceFirst("^(\\S+ ){5}", "")
			.replace("/opt/cor-sync/scripts/cor-sync", program.toString())
			.replace("/etc/cor-sync.env", secrets.toString());
		for (int code : List.of(0, 1, 2, 3, 4, 5, 6)) {
			Files.writeString(secrets, "CODE=%d\n".formatted(code));
			boolean quiet = List.of(0, 4, 5).contains(code);
			Said said = say(Map.of(), "/bin/sh", "-c", command);
			assertThat(said.code()).isEqualTo(quiet ? 0 : code);
			assertThat(said.words()).isEqualTo(quiet ? "" : "ran with sync\n");
		}
	}

	@Test
	void theContainerRefusesALedgerThatWouldBeGoneWithIt() throws Exception {
		Path program = program();
		Path start = Files.copy(Path.of("scripts/container/start"), program.resolveSibling("start"));
		start.toFile().setExecutable(true);
		Path mounts = Files.writeString(this.directory.resolve("mounts"), "22 1 0:21 / / rw - overlay overlay rw\n");
		Map<String, String> bare = Map.of("CORSYNC_MOUNTS", mounts.toString());
		assertThat(say(bare, start.toString(), "sync").words()).contains("is no volume", "SPRING_DATASOURCE_URL");
		assertThat(say(bare, start.toString(), "sync").code()).isEqualTo(ExitCode.REFUSED.code());
		assertThat(say(bare, start.toString(), "--help").words()).isEqualTo("ran with --help\n");
		assertThat(say(Map.of("CORSYNC_MOUNTS", mounts.toString(), "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/x"),
				start.toString(), "sync")
			.words()).isEqualTo("ran with sync\n");
		Files.writeString(mounts, "23 22 8:1 /v %s rw - ext4 /dev/sda rw\n".formatted(this.directory.resolve("data")));
		assertThat(say(bare, start.toString(), "sync").words()).isEqualTo("ran with sync\n");
	}

	private Path program() throws IOException {
		Path program = Files.createDirectories(this.directory.resolve("scripts")).resolve("cor-sync");
		Files.writeString(program, "#!/bin/sh\necho \"ran with $*\"\nexit ${CODE:-0}\n");
		program.toFile().setExecutable(true);
		return program;
	}

	private record Said(int code, String words) {

	}

	private Said say(Map<String, String> environment, String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process process = builder.start();
		String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		return new Said(process.exitValue(), words);
	}

	private static List<Integer> codes(List<ExitCode> codes) {
		return codes.stream().map(ExitCode::code).toList();
	}

	private static List<Integer> codes(List<String> lines, String key) {
		String line = lines.stream().filter((candidate) -> candidate.startsWith(key)).findFirst().orElseThrow();
		return Arrays.stream(line.substring(key.length()).split(" ")).map(Integer::valueOf).toList();
	}

	private static Object at(Object tree, String... path) {
		Object found = tree;
		for (String key : path) {
			found = ((Map<?, ?>) found).get(key);
			assertThat(found).as(key).isNotNull();
		}
		return found;
	}

}
