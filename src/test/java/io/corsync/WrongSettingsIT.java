package io.corsync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an administrator can get wrong: each is told in a sentence with its remedy, and
 * changes nothing. That no console shows a stack trace is held for every command.
 */
class WrongSettingsIT {

	private static final String DEAD;

	static {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			DEAD = "http://127.0.0.1:" + socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static Agency agency;

	@TempDir
	Path directory;

	@BeforeAll
	static void startAgency() {
		agency = Agency.of(30);
	}

	@AfterAll
	static void stopAgency() {
		agency.close();
	}

	@AfterEach
	void requireNothingChanged() {
		assertThat(agency.calls()).isEmpty();
	}

	/**
	 * One mistake.
	 *
	 * @param name what is wrong
	 * @param mistake makes it
	 * @param command what is started
	 * @param code the exit code
	 * @param words what must be said, the remedy among it
	 */
	record Mistake(String name, UnaryOperator<Program> mistake, List<String> command, int code, String... words) {

		static Mistake setting(String variable, String value, int code, String... words) {
			return new Mistake(variable + "=" + value, (program) -> program.with(variable, value),
					List.of("sync", "--yes"), code, words);
		}

		static Mistake usage(List<String> command, String... words) {
			return new Mistake(String.join(" ", command), (program) -> program, command, 2, words);
		}

		static Mistake mapping(String name, String text, String... words) {
			return new Mistake(name, (program) -> program.file("config/mapping.yml", text), List.of("sync", "--yes"), 2,
					words);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Mistake> mistakes() {
		return List.of(
				Mistake.setting("SALESFORCE_CLIENT_SECRET", "wrong-one", 2, "Salesforce", "SALESFORCE_CLIENT_SECRET"),
				Mistake.setting("COR_CLIENT_SECRET", "wrong-one", 2, "COR", "COR_CLIENT_SECRET"),
				Mistake.setting("COR_API_KEY", "", 2, "COR_API_KEY"),
				Mistake.setting("SALESFORCE_LOGIN_URL", DEAD, 4, DEAD.substring(7), "SALESFORCE_LOGIN_URL"),
				Mistake.setting("COR_TOKEN_URL", DEAD + "/v1/oauth/token", 4, DEAD, "later"),
				Mistake.setting("SALESFORCE_LOGIN_URL", "http://my.salesforce.com", 2, "SALESFORCE_LOGIN_URL", "https"),
				Mistake.setting("SYNC_FILTER", "IsWon = = true", 2, "SYNC_FILTER", "IsWon = = true"),
				Mistake.setting("SYNC_FILTER", "IsWon = true) OR (Name = 'x'", 2, "SYNC_FILTER"),
				Mistake.setting("SYNC_FILTER", "Stagename__c = 'x'", 2, "Stagename__c"),
				Mistake.setting("COR_READ_TIMEOUT", "soon", 2, "COR_READ_TIMEOUT", "soon"),
				Mistake.setting("SYNC_ON_MISSING", "perhaps", 2, "SYNC_ON_MISSING", "ask", "recreate"),
				Mistake.setting("SPRING_DATASOURCE_URL", "jdbc:postgresql://" + DEAD.substring(7) + "/none", 4,
						"database", "spring.datasource.url"),
				Mistake.mapping("misspelt field", "version: 1\nproject:\n  name: Nmae\n", "config/mapping.yml:3:9",
						"Nmae", "did you mean Name?"),
				Mistake.mapping("malformed mapping", "version: 1\nproject:\n\tname: [Name\n", "config/mapping.yml:3:1",
						"indent with blanks"),
				Mistake.mapping("unknown COR field and wrong owner",
						"version: 1\nproject:\n  name: Name\n  colour: Type\n  brief: { from: Description, owner: me }\n",
						"mapping.yml:4:3", "colour", "mapping.yml:5:31", "write always or create"),
				Mistake.usage(List.of("synch"), "synch", "--help"), Mistake.usage(List.of(), "--help"),
				Mistake.usage(List.of("sync", "--yess"), "--yess", "--help"),
				Mistake.usage(List.of("sync", "--limit", "0"), "--limit"),
				Mistake.usage(List.of("sync", "--id", "nonsense"), "nonsense"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void isToldWithItsRemedyAndChangesNothing(Mistake mistake) {
		Program program = mistake.mistake().apply(Program.in(this.directory, agency.settings()));
		Ended ended = program.run(mistake.command().toArray(String[]::new));
		ended.expect(mistake.code()).says(mistake.words());
		assertThat(ended.err().lines().count()).as("%s", ended).isLessThanOrEqualTo(8);
	}

	@Test
	void fileInPlaceOfTheDataDirectoryIsNamed() {
		Program program = Program.in(this.directory, agency.settings()).file("data", "not a directory");
		program.run("sync", "--yes").expect(2).says("data directory", "SPRING_DATASOURCE_URL");
	}

	@ParameterizedTest
	@EnumSource
	void databaseOfANewerVersionIsLeftAlone(Database database) throws SQLException, IOException {
		Program program = database.program(this.directory, agency.settings());
		program.run("db", "migrate").expect(0);
		try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
			statement.executeUpdate("""
					INSERT INTO "cor_sync_schema" ("installed_rank", "version", "description", "type", "script",
					  "checksum", "installed_by", "execution_time", "success")
					VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'somebody', 1, TRUE)""");
		}
		program.run("sync", "--yes").expect(2).says("newer version", "99", "another database");
		program.run("runs").expect(2).says("newer version");
	}

}
