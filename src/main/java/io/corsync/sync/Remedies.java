package io.corsync.sync;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.corsync.ledger.State;

/**
 * The one table of what every known cause means and what a person does about it; the
 * document for troubleshooting has the same causes.
 */
public final class Remedies {

	private static final String ASK_SUPPORT = "Look at COR's whole answer with explain ID --output json, then ask COR's support.";

	private static final String LOOK_AT_THEM = "Look at them. If they are meant, send them with approve RUN; if not, put right what was changed.";

	private static final List<Remedy> TABLE = List.of(
			of("MISSING_VALUE", "COR requires a field that has no value in Salesforce",
					"Fill the field in Salesforce, or add a second field to from in the mapping."),
			of("VALUE_TYPE", "A value is not of the type that COR wants: no number, no date, no id",
					"Correct the value in Salesforce, or map another field."),
			of("VALUE_NOT_IN_TABLE", "The mapping's table does not know a value",
					"Add the value to values in the mapping, or give it a default."),
			of("VALUE_TOO_LONG", "A text is longer than max-length in the mapping allows",
					"Shorten it in Salesforce, or write too-long: cut in the mapping."),
			of("EXPRESSION_FAILED", "The mapping's expression has no value for this record",
					"Correct the value that the message names, or the expression."),
			of("ValidationError", "A value does not please COR; the words are COR's",
					"Correct the field in Salesforce, or map another one."),
			of("InvalidDateRangeError", "The start is after the end", "Correct the dates in Salesforce."),
			of("DuplicateExternalIdError", "COR calls a change a duplicate", ASK_SUPPORT),
			of("ZC001", "COR says \"not associated\" where it makes no sense", ASK_SUPPORT),
			of("ClientNotFoundError", "COR misses a client that the call does not name", ASK_SUPPORT),
			of("ContractNotFoundError", "COR misses a contract that the call does not name", ASK_SUPPORT),
			of("BrandNotFoundError", "COR misses a brand that the call does not name", ASK_SUPPORT),
			of("ProductNotFoundError", "COR misses a product that the call does not name", ASK_SUPPORT),
			of("ProjectNotFoundError", "COR misses a project that the call does not name", ASK_SUPPORT),
			of("DeletionError", "COR refuses a deletion that nobody asked for", ASK_SUPPORT),
			of("InvalidSourceError", "The integration with Salesforce is off for this company",
					"Switch the integration with Salesforce on in COR."),
			of("CTR006", "COR has no exchange rate from the contract's currency to the company's",
					"Enter the exchange rate in COR."),
			of(Causes.PARENT_NOT_IN_COR, "What it belongs to is not in COR: its client, contract, brand or product",
					"Mend that one first; this follows by itself."),
			of(Causes.PARENT_HIDDEN, "The integration user may not see its Account, Contract, brand or product",
					"Share the record with the user, or give \"View All\" on the object in the permission set."),
			of(Causes.SENT_WITHOUT_PARENT, "COR has it, but not yet something that it belongs to",
					"Mend what that one is stuck for; the field follows by itself."),
			of(Causes.DELETED_IN_COR, "COR had accepted the project and does not know it any more",
					"Deleted by mistake: retry --id ID creates it anew. On purpose: leave it, or park it."),
			of(Causes.COR_CONTRADICTS_ITSELF, "COR says that it is there and that it is not",
					"Ask COR's support, naming the external id; then retry it."),
			of(Causes.NOT_ADOPTED, "COR has it already, but its answer was unreadable",
					"Nothing: the next run asks again."),
			of(Causes.GUARD_CREATE, "More new records than a night usually has", LOOK_AT_THEM),
			of(Causes.GUARD_UPDATE, "More changes than a night usually has", LOOK_AT_THEM),
			of(Causes.GUARD_ARCHIVE, "More projects left sync.filter than usual", LOOK_AT_THEM),
			of(Causes.FILTER_CHANGED, "It would be archived because sync.filter was changed",
					"If it is meant, approve RUN agrees to the new filter as well. If not, put the filter back."),
			of(Causes.LEFT_FILTER, "The Opportunity does not meet sync.filter any more",
					"Nothing: it goes on by itself when it meets it again."),
			of(Causes.LEFT_OUT_BY_RULE, "A rule of the mapping says skip: true of such Opportunities",
					"Nothing: it goes on by itself when no such rule fits it any more."),
			of(Causes.DELETED_IN_SALESFORCE, "The Opportunity was deleted in Salesforce",
					"Nothing: undeleted, it goes on by itself."),
			of("READ_TIMEOUT", "COR did not answer in time",
					"Nothing. If it stays, raise cor.read-timeout or lower cor.max-in-flight."),
			of("CONNECTION_CLOSED", "The connection broke before the answer was there",
					"Nothing. If it stays, look at firewall and proxy."),
			of("CONNECTION_RESET", "The connection broke before the answer was there",
					"Nothing. If it stays, look at firewall and proxy."),
			of("CUT_ANSWER", "The connection broke in the middle of the answer",
					"Nothing. If it stays, look at firewall and proxy."),
			of("UNREADABLE_ANSWER", "What came was not COR's answer",
					"Nothing. If it stays, explain ID --output json shows what came: a proxy may answer."),
			of("ANSWER_TOO_LARGE", "What came was too long for an answer of COR's",
					"Nothing. If it stays, explain ID --output json shows what came: a proxy may answer."),
			of("ERROR_IN_SUCCESS", "COR reported success and an error in one answer", ASK_SUPPORT),
			of(Causes.NOT_ARRIVED_YET, "COR does not show it yet, and it is too early to believe that",
					"Nothing: the next run settles it."),
			of("INTERRUPTED", "The program ended while it was being sent", "Nothing: the next run settles it."),
			of("TOO_MANY_REQUESTS", "COR asked for patience once too often",
					"Nothing. If it stays, set cor.requests-per-second or lower cor.max-in-flight."),
			of("HTTP_425", "COR was not ready", "Nothing: the next run sends it."),
			of("UNKNOWN_HOST", "COR's name was not found", "Check cor.base-url and this machine's DNS."),
			of("CONNECTION_REFUSED", "COR could not be connected", "Check the network and the firewall."),
			of("CONNECT_TIMEOUT", "COR could not be connected in time", "Check the network and the firewall."),
			of("CONNECTION_FAILED", "COR could not be connected", "Check the network and the firewall."),
			of("TLS_HANDSHAKE", "No trusted connection to COR",
					"Check this machine's clock, and a proxy that opens TLS: its certificate has to be in Java's trust store."),
			of(Causes.PERSISTENT_FAILURE, "Five runs in a row did not get it through",
					"Mend what the message says, then retry it."));

	private static final Map<String, Remedy> BY_CAUSE = TABLE.stream()
		.collect(Collectors.toUnmodifiableMap(Remedy::cause, Function.identity()));

	private Remedies() {
	}

	/**
	 * What a cause means and what is done about it.
	 *
	 * @param cause the cause
	 * @param means what it means
	 * @param remedy what a person does, one or more sentences
	 */
	public record Remedy(String cause, String means, String remedy) {

	}

	/**
	 * The causes that have words of their own.
	 * @return their names
	 */
	public static Set<String> causes() {
		return BY_CAUSE.keySet();
	}

	/**
	 * The words for a cause; COR may name causes that nobody has documented, and answer
	 * with any HTTP status.
	 * @param cause the cause
	 * @param state the state in which it left the row
	 * @return the words
	 */
	public static Remedy of(String cause, State state) {
		Remedy known = BY_CAUSE.get(cause);
		if (known != null) {
			return known;
		}
		return cause.startsWith("HTTP_") ? status(cause, state)
				: of(cause, "COR refused it for a reason that COR's documentation does not name",
						"Read the message; explain ID --output json shows COR's whole answer.");
	}

	private static Remedy status(String cause, State state) {
		return switch (state) {
			case BLOCKED -> of(cause, "COR's front door refuses every call of this sort",
					"Check cor.base-url and a proxy in between; ask COR.");
			case UNKNOWN ->
				cause.matches("HTTP_5..") ? of(cause, "COR or a proxy was in trouble", "Nothing. If it stays, ask COR.")
						: of(cause, "The answer was not in the words of COR's application",
								"Check cor.base-url, and whether a proxy answers.");
			default -> of(cause, "COR refused it without a name for the reason",
					"Read the message; a proxy may have spoken: explain ID --output json shows the whole answer.");
		};
	}

	private static Remedy of(String cause, String means, String remedy) {
		return new Remedy(cause, means, remedy);
	}

	/**
	 * How a row in a state goes on, and who must act.
	 * @param state the state
	 * @return a sentence
	 */
	public static String next(State state) {
		return switch (state) {
			case SYNCED -> "Nothing is to be done: the next change in Salesforce is sent by the next run.";
			case INCOMPLETE -> "By itself: what it was sent without follows as soon as COR has that.";
			case SENDING -> "It is being sent now; the run under way, or the next one, records the end.";
			case UNKNOWN -> "By itself: the next run asks COR whether it arrived before anything is sent again.";
			case WAITING -> "By itself, as soon as what it waits for is in COR.";
			case BLOCKED ->
				"By itself after the remedy: every run tries one record of each cause, and all of them when that one passes.";
			case REJECTED -> "When it has changed in Salesforce, or the mapping has; or now by retry --id ID.";
			case RETRYING -> "By itself: the next run sends it.";
			case HELD -> "When somebody approves it: approve RUN.";
			case OUT_OF_SCOPE -> "Nothing, unless it comes back into sync.filter.";
		};
	}

}
