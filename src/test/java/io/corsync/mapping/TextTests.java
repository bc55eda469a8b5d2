package io.corsync.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

	private static final Map<String, String> ROW = Map.of("Type", "Retainer", "Account.Id", Rows.ACCOUNT_ID,
			"Account.Name", "Acme {Holding}", "Blank__c", " ");

	@ParameterizedTest
	@CsvSource(delimiterString = "->", quoteCharacter = '~', nullValues = "-", textBlock = """
			"{Account.Name} – {Type}" -> Acme {Holding} – Retainer
			"{ Type }" -> Retainer
			"{Type}{Type}" -> RetainerRetainer
			"{{{Type}}}" -> {Retainer}
			"{{Type}} {Type}" -> {Type} Retainer
			"{Missing__c} – {Type}" -> ~ – Retainer~
			"{Type} {Blank__c}!" -> Retainer !
			"({Missing__c}, {Blank__c})" -> -
			"${Type} \\\\ %s" -> $Retainer \\ %s
			""")
	void fillsATemplate(String template, String text) {
		Mapped project = Computed.map("brief: { template: " + template + " }", ROW);
		assertThat(project.refusals()).isEmpty();
		assertThat((project.payload().get("brief") != null) ? project.payload().get("brief").stringValue() : null)
			.isEqualTo(text);
	}

	@Test
	void readsATemplatesFieldsAndGivesItsDefault() {
		assertThat(Computed.fields("brief: { template: \"{Account.Owner.Name}: {Type}\" }"))
			.containsExactly("Account.Owner.Name", "Id", "Name", "SystemModstamp", "Type");
		assertThat(Computed.map("brief: { template: \"x {Missing__c}\", default: none }", ROW).payload().text())
			.contains("\"brief\":\"none\"");
		assertThat(Computed.map("income_type: { template: \"{Type}/{Blank__c}\", values: { Retainer/: fee } }", ROW)
			.payload()
			.text()).contains("\"income_type\":\"fee\"");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", quoteCharacter = '~', nullValues = "-", textBlock = """
			<p>One</p><p>Two</p> -> One|Two
			<p>One</p><p><br></p><p>Two</p> -> One||Two
			One<br>Two<br/>Three -> One|Two|Three
			<ul><li>a</li><li>b</li></ul><p>c</p> -> - a|- b|c
			<ol><li>a<ul><li>b</li></ul></li></ol> -> - a|- b
			<p>Fish &amp; chips &lt;3&nbsp;&euro;</p> -> Fish & chips <3 €
			<div>  <b>bold</b>   and <i>slanted</i>  </div> -> bold and slanted
			<p>see <a href="https://acme.example">Acme</a></p> -> see Acme
			<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table> -> a b|c
			<p>a</p><script>alert(1)</script><style>p { }</style><?no?> -> a
			<p><img src="x" alt="y"></p> -> -
			no tags & no &lt;harm&gt; -> no tags & no <harm>
			1 < 2 and 3 > 2 -> 1 < 2 and 3 > 2
			<p>open -> open
			<p>🎉 ñ</p> -> 🎉 ñ
			""")
	void makesPlainTextOfHtml(String html, String text) {
		Mapped project = Computed.map("brief: { from: Html__c, plain-text: true }", Map.of("Html__c", html));
		String brief = (project.payload().get("brief") != null) ? project.payload().get("brief").stringValue() : null;
		assertThat((brief != null) ? brief.replace('\n', '|') : null).isEqualTo(text);
	}

	@Test
	void leavesTheLinesOfPlainTextAlone() {
		assertThat(HtmlText.plain("One\r\n\r\n\r\n  Two")).isEqualTo("One\r\n\r\n\r\n  Two");
	}

	@Test
	void makesPlainTextOfAnyHtml() {
		assertThat(HtmlText.plain("a<!-- no -->b")).isEqualTo("ab");
		assertThat(HtmlText.plain("<b><div>".repeat(10_000) + "deep")).contains("deep");
		assertThat(HtmlText.plain("<p>a" + "&nbsp;".repeat(21_000) + "b</p>")).isEqualTo("a b");
	}

	@ParameterizedTest
	@CsvSource({ "refuse, 3, abc, abc", "cut, 3, abc, abc", "cut, 3, abcd, abc", "cut, 2, 🎉🎉, 🎉🎉",
			"cut, 2, a🎉b, a🎉", "cut, 1, 🎉x, 🎉", "refuse, 2, 🎉🎉, 🎉🎉" })
	void keepsATextWithinItsLimit(String tooLong, int most, String value, String text) {
		Mapped project = limited(tooLong, most, value);
		assertThat(project.refusals()).isEmpty();
		assertThat(project.payload().get("brief").stringValue()).isEqualTo(text);
	}

	@Test
	void refusesATextBeyondItsLimit() {
		for (String line : List.of("max-length: 3", "max-length: 3, too-long: refuse")) {
			Mapped project = Computed.map("brief: { from: Type, " + line + " }", ROW);
			assertThat(project.payload().names()).containsExactly("name");
			assertThat(project.refusals()).containsExactly(new Mapped.Refusal("VALUE_TOO_LONG",
					"brief has 8 characters, and 3 are allowed: \"Retainer\"; shorten it in Salesforce, or write"
							+ " too-long: cut (my.yml line 4)"));
		}
	}

	@Test
	void limitsWhatIsLeftAfterEverythingElse() {
		Map<String, String> row = Map.of("Html__c", "<p>One</p><p>Two</p>");
		assertThat(Computed.map("brief: { from: Html__c, plain-text: true, max-length: 7 }", row).payload().text())
			.contains("\"One\\nTwo\"");
	}

	@Test
	void stopsNeverInTheMiddleOfACharacter() {
		for (int most = 1; most < 6; most++) {
			String brief = limited("cut", most, "🎉é🎉ñ🎉x").payload().get("brief").stringValue();
			assertThat(brief.codePointCount(0, brief.length())).isEqualTo(most);
			assertThat(brief).doesNotMatch(".*\\p{Cs}.*");
		}
	}

	private static Mapped limited(String tooLong, int most, String value) {
		return Computed.map("brief: { from: Type, max-length: " + most + ", too-long: " + tooLong + " }",
				Map.of("Type", value));
	}

}
