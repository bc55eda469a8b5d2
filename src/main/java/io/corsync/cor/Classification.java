package io.corsync.cor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.corsync.cor.CorAnswer.Nature;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The one table of what an answer means, by verb, kind, and COR's name or code, else the
 * HTTP status. What is not surely an answer of COR's application is unclear: being wrong
 * in that direction costs a question, in the other one a lost or a double project.
 */
final class Classification {

	/** Refusals by the front door, which every row of every kind would meet. */
	private static final Set<Integer> WRONG_DOOR = Set.of(402, 405, 406, 415, 426, 451);

	/** Refusals of one request's content, also when a proxy spoke before COR could. */
	private static final Set<Integer> WRONG_CONTENT = Set.of(400, 413, 414, 422, 431);

	/** How web frameworks and gateways say that there is no such path. */
	private static final Pattern NO_SUCH_PATH = Pattern.compile(
			"^(not[ _]?found(error|exception)?|http 404|resource not found)?[.!]?$|\\bcannot (post|put)\\b|\\broutes?\\b|\\bpath\\b|\\bendpoint\\b|\\burl\\b|missing authentication token",
			Pattern.CASE_INSENSITIVE);

	private final Secrets secrets;

	Classification(Secrets secrets) {
		this.secrets = secrets;
	}

	Verdict of(Verb verb, Kind kind, Exchange exchange) {
		if (exchange instanceof Exchange.Unsent unsent) {
			return new Verdict.Again(new CorAnswer.NotSent(unsent.cause(), this.secrets.clean(unsent.message()), ""),
					null);
		}
		if (exchange instanceof Exchange.Lost lost) {
			return unclear(lost.cause(), lost.message(), "");
		}
		Exchange.Answered answered = (Exchange.Answered) exchange;
		JsonNode body = Json.read(answered.body());
		// What went well is not kept, and need not be cleaned.
		return isSuccess(answered.status()) ? success(verb, kind, answered, body)
				: failure(verb, kind, answered, body, raw(answered));
	}

	private String raw(Exchange.Answered answered) {
		return this.secrets.clean("HTTP " + answered.status() + " " + answered.body());
	}

	private static boolean isSuccess(int status) {
		return status >= 200 && status < 300;
	}

	private Verdict success(Verb verb, Kind kind, Exchange.Answered answered, @Nullable JsonNode body) {
		int status = answered.status();
		// 204 is defined as a whole answer without a body. An update needs no more; of a
		// creation COR documents an answer with the entity, so there it is doubtful.
		if (status == 204 && verb == Verb.PUT && answered.body().isEmpty()) {
			return new Verdict.Final(new CorAnswer.Accepted(null, null, ""));
		}
		if (body == null) {
			return unclear("UNREADABLE_ANSWER", "COR answered HTTP %d without readable JSON.".formatted(status),
					raw(answered));
		}
		ErrorBody error = ErrorBody.of(body);
		boolean saysError = error.status() >= 400 || (!Entity.isIn(body) && error.word() != null);
		if (saysError) {
			return (error.word() != null) ? named(verb, kind, error.word(), words(error, status), raw(answered))
					: unclear("ERROR_IN_SUCCESS", words(error, status), raw(answered));
		}
		Entity entity = Entity.of(body);
		if (entity == null) {
			return unclear("UNREADABLE_ANSWER", "COR answered HTTP %d without the entity.".formatted(status),
					raw(answered));
		}
		return new Verdict.Final(new CorAnswer.Accepted(entity.id(), entity.companyId(), ""));
	}

	private Verdict failure(Verb verb, Kind kind, Exchange.Answered answered, @Nullable JsonNode body, String raw) {
		int status = answered.status();
		ErrorBody error = (body != null) ? ErrorBody.of(body) : ErrorBody.ofText(answered.body());
		String message = words(error, status);
		if (status == 429) {
			return new Verdict.Again(new CorAnswer.NotSent("TOO_MANY_REQUESTS", message, raw), answered.retryAfter());
		}
		if (error.word() != null) {
			return named(verb, kind, error.word(), message, raw);
		}
		return switch (status) {
			case 401 -> new Verdict.Unauthorized();
			case 403 -> stop(
					"COR refused the call as forbidden (HTTP 403): %s Check in COR that the API credentials may use the Integrations API, and that no firewall stands in between."
						.formatted(message));
			// Too Early: the server says that it did not process it.
			case 425 -> new Verdict.Again(new CorAnswer.NotSent("HTTP_425", message, raw), answered.retryAfter());
			case 404 -> notFound(verb, error, message, raw);
			case 409 -> conflict(verb, error, body, message, raw);
			default -> byStatus(status, error, body, message, raw);
		};
	}

	private Verdict named(Verb verb, Kind kind, CorWord word, String message, String raw) {
		boolean put = verb == Verb.PUT;
		return switch (word) {
			case DUPLICATE -> put ? data(word, message, raw) : new Verdict.Final(new CorAnswer.Duplicate(raw));
			case NO_EXCHANGE_RATE ->
				new Verdict.Final(new CorAnswer.Refused(Nature.CONFIGURATION, word.text(), message, raw));
			case INVALID_SOURCE -> stop(
					"COR does not accept SALESFORCE as the source of these API credentials (InvalidSourceError): %s Check in COR that the integration with Salesforce is switched on for this company."
						.formatted(message));
			case NOT_ASSOCIATED -> notAssociated(put, kind, message, raw);
			case CLIENT_NOT_FOUND -> notFound(verb, kind, Kind.CLIENT, word, message, raw);
			case CONTRACT_NOT_FOUND -> notFound(verb, kind, Kind.CONTRACT, word, message, raw);
			case BRAND_NOT_FOUND -> notFound(verb, kind, Kind.BRAND, word, message, raw);
			case PRODUCT_NOT_FOUND -> notFound(verb, kind, Kind.PRODUCT, word, message, raw);
			case PROJECT_NOT_FOUND -> notFound(verb, kind, Kind.PROJECT, word, message, raw);
			case INVALID_DATE_RANGE, DELETION, VALIDATION -> data(word, message, raw);
		};
	}

	/** The kind that COR names is the entity itself, or what it belongs to. */
	private static Verdict notFound(Verb verb, Kind kind, Kind named, CorWord word, String message, String raw) {
		if (kind.parents().contains(named)) {
			return parentMissing(named, word, message, raw);
		}
		return (verb == Verb.PUT && kind == named) ? missing(word, raw) : data(word, message, raw);
	}

	private static Verdict notAssociated(boolean put, Kind kind, String message, String raw) {
		if (put) {
			return (kind == Kind.PROJECT) ? parentMissing(null, CorWord.NOT_ASSOCIATED, message, raw)
					: missing(CorWord.NOT_ASSOCIATED, raw);
		}
		// Not documented for a POST; the entity itself cannot be meant, so it is what it
		// belongs to.
		return switch (kind.parents().size()) {
			case 0 -> data(CorWord.NOT_ASSOCIATED, message, raw);
			case 1 -> parentMissing(Kind.CLIENT, CorWord.NOT_ASSOCIATED, message, raw);
			default -> parentMissing(null, CorWord.NOT_ASSOCIATED, message, raw);
		};
	}

	/**
	 * A 404 without a name COR documents. Behind a wrong cor.base-url, or while a proxy
	 * is set up anew, every path is a 404: read as "deleted in COR", hundreds of projects
	 * would be created again. So only words about the entity count.
	 */
	private Verdict notFound(Verb verb, ErrorBody error, String message, String raw) {
		String said = (error.message().isEmpty() && error.name() != null) ? error.name() : error.message();
		if (NO_SUCH_PATH.matcher(said).find()) {
			return unclear("HTTP_404",
					"HTTP 404, but not in the words of COR's application. Check cor.base-url, and whether a proxy answers.",
					raw);
		}
		String cause = cause(error, 404);
		return new Verdict.Final((verb == Verb.PUT) ? new CorAnswer.Missing(cause, raw)
				: new CorAnswer.Refused(Nature.DATA, cause, message, raw));
	}

	private Verdict conflict(Verb verb, ErrorBody error, @Nullable JsonNode body, String message, String raw) {
		if (verb == Verb.PUT) {
			return byStatus(409, error, body, message, raw);
		}
		// Adopting proves it by a PUT, so a wrong guess ends as a contradiction, not as a
		// wrong entity.
		return looksLikeHtml(body, raw) ? unclear("HTTP_409", message, raw)
				: new Verdict.Final(new CorAnswer.Duplicate(raw));
	}

	private static boolean looksLikeHtml(@Nullable JsonNode body, String raw) {
		return body == null && raw.toLowerCase(Locale.ROOT).contains("<htm");
	}

	private Verdict byStatus(int status, ErrorBody error, @Nullable JsonNode body, String message, String raw) {
		String cause = cause(error, status);
		if (WRONG_CONTENT.contains(status)) {
			return new Verdict.Final(new CorAnswer.Refused(Nature.DATA, cause, message, raw));
		}
		if (WRONG_DOOR.contains(status)) {
			return new Verdict.Final(new CorAnswer.Refused(Nature.CONFIGURATION, cause, message, raw));
		}
		// 408 is not among the refusals: a gateway may say it about COR, which goes on.
		if (status >= 400 && status < 500 && status != 408 && body != null) {
			return new Verdict.Final(new CorAnswer.Refused(Nature.DATA, cause, message, raw));
		}
		String hint = (status >= 300 && status < 400) ? " Check cor.base-url: the address redirects." : "";
		return unclear("HTTP_" + status, message + hint, raw);
	}

	private static Verdict data(CorWord word, String message, String raw) {
		return new Verdict.Final(new CorAnswer.Refused(Nature.DATA, word.text(), message, raw));
	}

	private static Verdict missing(CorWord word, String raw) {
		return new Verdict.Final(new CorAnswer.Missing(word.text(), raw));
	}

	private static Verdict parentMissing(@Nullable Kind parent, CorWord word, String message, String raw) {
		return new Verdict.Final(new CorAnswer.ParentMissing(parent, word.text(), message, raw));
	}

	private static Verdict stop(String message) {
		return new Verdict.Stop(new CorException.Credentials(message, null));
	}

	private Verdict unclear(String cause, String message, String raw) {
		return new Verdict.Final(new CorAnswer.Unclear(cause, this.secrets.clean(message), raw));
	}

	private static String cause(ErrorBody error, int status) {
		return (error.name() != null) ? error.name() : "HTTP_" + status;
	}

	private String words(ErrorBody error, int status) {
		return error.message().isEmpty() ? "COR answered HTTP " + status + " without a message."
				: this.secrets.clean(error.message());
	}

}
