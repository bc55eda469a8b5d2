package io.corsync.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

import io.corsync.cor.Payload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Amounts and dates arrive as they left, in every zone.
 */
class ExactnessTests {

	private static final int ROUNDS = 100_000;

	private static final List<String> ZONES = List.of("Pacific/Auckland", "Asia/Kolkata", "Europe/Madrid", "UTC",
			"America/Argentina/Buenos_Aires", "America/St_Johns", "Pacific/Honolulu");

	private static final String FILE = """
			version: 1
			project:
			  name: Name
			  estimated: Amount
			  estimated_time: { expression: Amount + Hours__c - Hours__c }
			  start: CloseDate
			  end: { expression: CloseDate + days(45) - days(45) }
			  evaluation_date: Signed__c
			""";

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	@Test
	void keepsEveryAmountAndEveryDay() {
		List<Mapping> mappings = ZONES.stream()
			.map((zone) -> MappingFile.read(FILE, "my.yml").bind(ZoneId.of(zone)))
			.toList();
		for (int i = 0; i < ROUNDS; i++) {
			Mapping mapping = mappings.get(i % mappings.size());
			BigDecimal amount = amount();
			LocalDate day = LocalDate.ofEpochDay(this.random.nextInt(60_000) - 10_000);
			Instant signed = Instant.ofEpochSecond(this.random.nextLong(4_000_000_000L));
			Rows row = Rows.row(Rows.OPPORTUNITY_ID)
				.with("Name", "One")
				.with("Amount", this.random.nextBoolean() ? amount.toString() : amount.toPlainString())
				.with("Hours__c", amount().toString())
				.with("CloseDate", day.toString())
				.with("Signed__c", DateTimeFormatter.ISO_INSTANT.format(signed));
			Payload payload = Payload.parse(mapping.opportunity(row.build()).project().payload().text());
			assertThat(payload.get("estimated").decimalValue()).as("seed %d", this.seed).isEqualByComparingTo(amount);
			assertThat(payload.get("estimated_time").decimalValue()).isEqualByComparingTo(amount);
			assertThat(payload.get("start").stringValue()).isEqualTo(day.toString());
			assertThat(payload.get("end").stringValue()).isEqualTo(day.toString());
			assertThat(payload.get("evaluation_date").stringValue())
				.isEqualTo(signed.atZone(mapping.zone()).toLocalDate().toString());
		}
	}

	/** Up to 18 digits, as Salesforce has them, and some with more. */
	private BigDecimal amount() {
		return new BigDecimal(new BigInteger(this.random.nextInt(80), this.random), this.random.nextInt(8))
			.multiply(BigDecimal.valueOf(this.random.nextBoolean() ? 1 : -1));
	}

}
