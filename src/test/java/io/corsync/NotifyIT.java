package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People are told what changed, once, and silence is noticed.
 */
class NotifyIT {

	@TempDir
	private Path directory;

	private final Receiver receiver = new Receiver();

	private Agency agency;

	@BeforeEach
	void start() {
		this.agency = Agency.of(60);
	}

	@AfterEach
	void stop() {
		this.receiver.close();
		this.agency.close();
	}

	private Program program(Database database) {
		return database.program(this.directory, this.agency.settings())
			.with("NOTIFY_WEBHOOK_URL", this.receiver.url("/hook/SECRET-PATH"))
			.with("NOTIFY_HEARTBEAT_URL", this.receiver.url("/beat/SECRET-PATH"));
	}

	@ParameterizedTest
	@EnumSource(Database.class)
	void beginEndAndNothingInBetween(Database database) {
		Program program = program(database);
		program.run("sync").expect(6);
		JsonNode asked = only();
		assertThat(asked.get("notice").get("trouble").stringValue()).isEqualTo("6");
		assertThat(asked.get("lines").toString()).contains("cor-sync sync on a terminal asks; with --yes it does not.");

		String stuck = this.agency.win("Atascado", Map.of());
		this.agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", stuck,
				"status", 400, "times", 0, "body", "{\"name\":\"ValidationError\",\"message\":\"no\"}"));
		program.run("sync", "--yes").expect(3);
		JsonNode began = only();
		assertThat(began.get("title").stringValue()).isEqualTo("cor-sync sync: records are stuck");
		assertThat(began.get("notice").get("causes").get(0).get("cause").stringValue()).isEqualTo("ValidationError");
		assertThat(began.get("lines").toString()).contains("Agencia Andina", "run 1", "cor-sync failures", "1 row:",
				"Correct the field in Salesforce");

		program.run("sync").expect(3);
		program.run("retry", "--all").expect(3);
		assertThat(this.receiver.messages()).isEmpty();
		this.agency.cor("DELETE", "faults", null);
		program.run("retry", "--all").expect(0);
		assertThat(this.receiver.messages()).isEmpty();
		program.run("sync").expect(0);
		assertThat(only().get("title").stringValue()).isEqualTo("cor-sync sync works again");
		program.run("sync").expect(0);
		assertThat(this.receiver.messages()).isEmpty();
		assertThat(this.receiver.beats()).containsExactly("/beat/SECRET-PATH/6", "/beat/SECRET-PATH/3",
				"/beat/SECRET-PATH/3", "/beat/SECRET-PATH/0", "/beat/SECRET-PATH/0");
	}

	private JsonNode only() {
		List<JsonNode> messages = this.receiver.messages();
		assertThat(messages).hasSize(1);
		return messages.get(0);
	}

	@Test
	void wrongCredentialsAreToldThoughNoRunBegins() {
		Program program = program(Database.H2).with("SALESFORCE_CLIENT_SECRET", "wrong");
		program.run("sync").expect(2);
		JsonNode told = only();
		assertThat(told.get("notice").get("trouble").stringValue()).isEqualTo("2");
		assertThat(told.get("lines").toString()).contains("cor-sync check");
		program.run("sync").expect(2);
		assertThat(this.receiver.messages()).isEmpty();
		assertThat(this.receiver.beats()).containsExactly("/beat/SECRET-PATH/2", "/beat/SECRET-PATH/2");
	}

	@Test
	void aReceiverThatFailsOrHangsNeitherFailsNorHoldsTheRun() {
		Program program = program(Database.H2);
		this.receiver.answersWith(500);
		Ended failing = program.run("sync").expect(6);
		assertThat(failing.err().replaceAll("\\s+", " "))
			.contains("Not told: the webhook at 127.0.0.1 (json).", "answered with status 500",
					"The heartbeat was not heard")
			.doesNotContain("SECRET-PATH");
		this.receiver.hangs(true);
		long before = System.nanoTime();
		Ended hanging = program.run("sync", "--yes").expect(0);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(40));
		assertThat(hanging.err()).contains("The heartbeat was not heard");
		this.receiver.hangs(false);
		this.receiver.answersWith(200);
		// What nobody heard of and what is over by now is not told.
		program.run("sync").expect(0);
		assertThat(this.receiver.messages()).isEmpty();
		assertThat(this.directory.resolve("logs/cor-sync.log")).content().doesNotContain("SECRET-PATH");
	}

	@Test
	void withoutADatabasePeopleAreToldOnceADay() {
		Program program = program(Database.H2).with("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/none")
			.with("SPRING_DATASOURCE_USERNAME", "u")
			.with("SPRING_DATASOURCE_PASSWORD", "p");
		program.run("sync").expect(4);
		assertThat(only().get("lines").toString()).contains("127.0.0.1:1");
		program.run("sync").expect(4);
		assertThat(this.receiver.messages()).isEmpty();
	}

	@Test
	void mailGoesToEverybodyNamedWithNamesInAnyScript() throws Exception {
		GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
		mail.start();
		try {
			Program program = Program.in(this.directory, this.agency.settings())
				.with("SPRING_MAIL_HOST", "127.0.0.1")
				.with("SPRING_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()))
				.with("NOTIFY_MAIL_FROM", "cor-sync@example.com")
				.with("NOTIFY_MAIL_TO", "a@example.com, b@example.com");
			program.run("check", "--notify").expect(0).says("A test was sent to mail to a@example.com, b@example.com");
			assertThat(mail.getReceivedMessages()).hasSize(2);
			program.run("sync").expect(6);
			MimeMessage[] received = mail.getReceivedMessages();
			assertThat(received).hasSize(4);
			assertThat(received[3].getSubject()).isEqualTo("cor-sync sync: it waits for somebody's yes");
			assertThat(received[3].getContent().toString()).contains("with --yes it does not.");
		}
		finally {
			mail.stop();
		}
	}

	@Test
	void wrongSettingsAreNamedByCheckAndByEachRun() {
		Program program = Program.in(this.directory, this.agency.settings())
			.with("NOTIFY_WEBHOOK_URL", "http://hooks.example.com/SECRET-PATH")
			.with("NOTIFY_FORMAT", "xml");
		Ended check = program.run("check").expect(2).says("NOTIFY_WEBHOOK_URL", "plain http", "NOTIFY_FORMAT");
		assertThat(check.out() + check.err()).doesNotContain("SECRET-PATH");
		assertThat(program.run("sync", "--yes").expect(0).err()).contains("NOTIFY_WEBHOOK_URL", "NOTIFY_FORMAT");
		Program.in(this.directory, this.agency.settings())
			.run("check", "--notify")
			.expect(2)
			.says("Nobody is named", "NOTIFY_MAIL_TO");
	}

}
