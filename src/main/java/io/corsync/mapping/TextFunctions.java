package io.corsync.mapping;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Functions that give texts, and questions about values.
 */
final class TextFunctions {

	/** More than Salesforce's longest text area. */
	static final int LONGEST = 200_000;

	static final List<Function> ALL = List.of(Function.of("first(value, …)", TextFunctions::first),
			Function.of("join(separator, value, …)", TextFunctions::join),
			Function.of("trim(text, length)", TextFunctions::trim),
			Function.of("upper(text)", (arguments) -> cased(arguments, true)),
			Function.of("lower(text)", (arguments) -> cased(arguments, false)),
			Function.of("replace(text, part, by)", TextFunctions::replace),
			Function.of("plain(text)", TextFunctions::plain),
			Function.of("contains(text, part)", TextFunctions::contains),
			Function.of("startsWith(text, part)", TextFunctions::startsWith),
			Function.of("isEmpty(value)", (arguments) -> Operand.empty(arguments.value(0))),
			Function.of("oneOf(value, choice, …)", TextFunctions::oneOf));

	private TextFunctions() {
	}

	private static @Nullable Object first(Arguments arguments) throws RefusedValueException {
		for (int i = 0; i < arguments.count(); i++) {
			Object value = arguments.value(i);
			if (!Operand.empty(value)) {
				return value;
			}
		}
		return null;
	}

	private static String join(Arguments arguments) throws RefusedValueException {
		String separator = arguments.literally(0);
		StringBuilder joined = new StringBuilder();
		for (int i = 1; i < arguments.count(); i++) {
			String text = arguments.text(i);
			if (text != null) {
				append(joined, joined.isEmpty() ? "" : separator, arguments);
				append(joined, text, arguments);
			}
		}
		return joined.toString();
	}

	private static void append(StringBuilder text, String more, Arguments arguments) throws RefusedValueException {
		if (text.length() + more.length() > LONGEST) {
			throw Operand.failed(
					"`%s` makes a text of more than %,d characters".formatted(arguments.function(), LONGEST),
					"trim its parts before");
		}
		text.append(more);
	}

	private static @Nullable String trim(Arguments arguments) throws RefusedValueException {
		int length = arguments.count(1, 1, LONGEST);
		String text = arguments.text(0);
		return (text != null) ? Limited.cut(text.strip(), length).strip() : null;
	}

	private static @Nullable String cased(Arguments arguments, boolean upper) throws RefusedValueException {
		String text = arguments.text(0);
		return (text == null) ? null : upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
	}

	private static @Nullable String replace(Arguments arguments) throws RefusedValueException {
		String part = arguments.literally(1);
		String by = arguments.literally(2);
		String text = arguments.text(0);
		if (part.isEmpty()) {
			throw Operand.failed("`replace` has no part to replace", "write the part between quotes");
		}
		if (text == null) {
			return null;
		}
		StringBuilder replaced = new StringBuilder();
		int from = 0;
		for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, from)) {
			append(replaced, text.substring(from, at), arguments);
			append(replaced, by, arguments);
			from = at + part.length();
		}
		append(replaced, text.substring(from), arguments);
		return replaced.toString();
	}

	private static @Nullable String plain(Arguments arguments) throws RefusedValueException {
		String text = arguments.text(0);
		return (text != null) ? HtmlText.plain(text) : null;
	}

	private static boolean contains(Arguments arguments) throws RefusedValueException {
		String text = arguments.text(0);
		String part = arguments.text(1);
		return text != null && part != null && text.contains(part);
	}

	private static boolean startsWith(Arguments arguments) throws RefusedValueException {
		String text = arguments.text(0);
		String part = arguments.text(1);
		return text != null && part != null && text.startsWith(part);
	}

	private static boolean oneOf(Arguments arguments) throws RefusedValueException {
		Object value = arguments.value(0);
		for (int i = 1; i < arguments.count(); i++) {
			if (Comparison.same(value, arguments.value(i), arguments.reading())) {
				return true;
			}
		}
		return false;
	}

}
