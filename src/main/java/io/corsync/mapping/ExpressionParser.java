package io.corsync.mapping;

import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.introspection.JexlSandbox;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions. JEXL knows their syntax; what of it means something here, and what
 * it means, is ours: nothing of JEXL ever runs.
 */
final class ExpressionParser {

	private final PathSyntax paths;

	private final Problems problems;

	ExpressionParser(PathSyntax paths, Problems problems) {
		this.paths = paths;
		this.problems = problems;
	}

	/**
	 * Reads an expression.
	 * @param text the expression
	 * @param place where it stands in the file
	 * @param field what it is for
	 * @return null when it has a problem
	 */
	@Nullable Expression parse(String text, Place place, String field) {
		try {
			String signs = new ExpressionSigns(text.strip()).checked();
			return new Expression(text.strip(), new JexlTerms(signs, this.paths, place).read(syntax(signs)));
		}
		catch (UnreadableExpressionException ex) {
			this.problems.add(place, field, ex.what(), ex.remedy());
			return null;
		}
	}

	private static JexlExpression syntax(String text) {
		try {
			return new JexlBuilder().features(JexlFeatures.createNone().namespaceIdentifier(true))
				.sandbox(new JexlSandbox(false))
				.strict(true)
				.safe(false)
				.create()
				.createExpression(new JexlInfo("expression", 1, 1), text);
		}
		catch (JexlException ex) {
			JexlInfo at = ex.getInfo();
			int character = (at != null) ? JexlTerms.character(text, at.getLine(), at.getColumn()) : 1;
			throw new UnreadableExpressionException(
					"has an expression that cannot be read at its character " + character,
					(ex instanceof JexlException.Feature) ? JexlTerms.REMEDY
							: "look for a missing quote, bracket or operator there");
		}
	}

}
