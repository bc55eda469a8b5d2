package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.corsync.salesforce.SourceRow;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.internal.ScriptVisitor;
import org.apache.commons.jexl3.parser.ASTAddNode;
import org.apache.commons.jexl3.parser.ASTAndNode;
import org.apache.commons.jexl3.parser.ASTDivNode;
import org.apache.commons.jexl3.parser.ASTEQNode;
import org.apache.commons.jexl3.parser.ASTFalseNode;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTGENode;
import org.apache.commons.jexl3.parser.ASTGTNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.ASTLENode;
import org.apache.commons.jexl3.parser.ASTLTNode;
import org.apache.commons.jexl3.parser.ASTMulNode;
import org.apache.commons.jexl3.parser.ASTNENode;
import org.apache.commons.jexl3.parser.ASTNotNode;
import org.apache.commons.jexl3.parser.ASTNullLiteral;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;
import org.apache.commons.jexl3.parser.ASTOrNode;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTReferenceExpression;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.ASTSubNode;
import org.apache.commons.jexl3.parser.ASTTernaryNode;
import org.apache.commons.jexl3.parser.ASTTrueNode;
import org.apache.commons.jexl3.parser.ASTUnaryMinusNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes terms of an expression's syntax. What is not named here does not exist: every
 * other part of JEXL is refused.
 */
final class JexlTerms extends ScriptVisitor {

	static final String REMEDY = "use fields, texts in quotes, numbers, + - * /, == != < > <= >=, && || !, ? : and the"
			+ " functions that docs/mapping.md lists";

	private static final Map<Class<?>, Arithmetic.Operator> OPERATORS = Map.of(ASTAddNode.class,
			Arithmetic.Operator.PLUS, ASTSubNode.class, Arithmetic.Operator.MINUS, ASTMulNode.class,
			Arithmetic.Operator.TIMES, ASTDivNode.class, Arithmetic.Operator.BY);

	private static final Map<Class<?>, Comparison.Relation> RELATIONS = Map.of(ASTEQNode.class,
			Comparison.Relation.SAME, ASTNENode.class, Comparison.Relation.OTHER, ASTLTNode.class,
			Comparison.Relation.LESS, ASTGTNode.class, Comparison.Relation.MORE, ASTLENode.class,
			Comparison.Relation.AT_MOST, ASTGENode.class, Comparison.Relation.AT_LEAST);

	/**
	 * Octal and hexadecimal numbers, exponents and suffixes mean other things elsewhere.
	 */
	private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?(?![A-Za-z0-9_.])");

	/** For what does not depend on the row. */
	private static final Reading ANY = new Reading(new SourceRow("", Map.of(), Map.of()), ZoneOffset.UTC);

	private static final int CHOICE = 3;

	private final Functions functions = new Functions();

	private final String text;

	private final PathSyntax paths;

	private final Place place;

	JexlTerms(String text, PathSyntax paths, Place place) {
		this.text = text;
		this.paths = paths;
		this.place = place;
	}

	/**
	 * The meaning of an expression.
	 * @param syntax what JEXL has read
	 * @return its term
	 * @throws UnreadableExpressionException when a part of it means nothing here
	 */
	Term read(JexlExpression syntax) {
		return (Term) visitExpression(syntax, this);
	}

	/** A place in the text as a person counts, from 1. */
	static int character(String text, int line, int column) {
		int start = 0;
		for (int i = 1; i < line; i++) {
			start = text.indexOf('\n', start) + 1;
		}
		return Math.max(1, start + column);
	}

	@Override
	protected Object visitNode(JexlNode node, Object data) {
		Class<?> type = node.getClass();
		if (OPERATORS.containsKey(type)) {
			return new Arithmetic(OPERATORS.get(type), part(node, 0), part(node, 1));
		}
		if (RELATIONS.containsKey(type)) {
			return new Comparison(RELATIONS.get(type), part(node, 0), part(node, 1));
		}
		Term term = (node.jjtGetNumChildren() == 0) ? single(node) : composed(node);
		if (term == null) {
			throw unreadable(node, "a part that expressions do not have", REMEDY);
		}
		return term;
	}

	private @Nullable Term single(JexlNode node) {
		if (node.getClass() == ASTIdentifier.class) {
			return field(node, ((ASTIdentifier) node).getName());
		}
		if (node instanceof ASTNumberLiteral number) {
			return new Term.Literal(number(number));
		}
		if (node instanceof ASTStringLiteral words) {
			return new Term.Literal(words.getLiteral());
		}
		if (node instanceof ASTTrueNode || node instanceof ASTFalseNode) {
			return new Term.Literal(node instanceof ASTTrueNode);
		}
		return (node instanceof ASTNullLiteral) ? new Term.Literal(null) : null;
	}

	private @Nullable Term composed(JexlNode node) {
		if (node instanceof ASTReferenceExpression
				|| (node instanceof ASTJexlScript && node.jjtGetNumChildren() == 1)) {
			return part(node, 0);
		}
		if (node instanceof ASTReference) {
			return field(node, path(node));
		}
		if (node instanceof ASTFunctionNode) {
			return call(node);
		}
		if (node instanceof ASTUnaryMinusNode) {
			return new Term.Negative(part(node, 0));
		}
		if (node instanceof ASTNotNode) {
			return new Term.Not(part(node, 0));
		}
		if (node instanceof ASTAndNode || node instanceof ASTOrNode) {
			return new Term.Logic(node instanceof ASTAndNode, parts(node));
		}
		boolean choice = node instanceof ASTTernaryNode && node.jjtGetNumChildren() == CHOICE;
		return choice ? new Term.Choice(part(node, 0), part(node, 1), part(node, 2)) : null;
	}

	private Term part(JexlNode node, int index) {
		return (Term) node.jjtGetChild(index).jjtAccept(this, this);
	}

	private List<Term> parts(JexlNode node) {
		List<Term> parts = new ArrayList<>();
		for (int i = 0; i < node.jjtGetNumChildren(); i++) {
			parts.add(part(node, i));
		}
		return List.copyOf(parts);
	}

	private String path(JexlNode node) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < node.jjtGetNumChildren(); i++) {
			JexlNode part = node.jjtGetChild(i);
			if (i == 0 && part.getClass() == ASTIdentifier.class) {
				path.append(((ASTIdentifier) part).getName());
			}
			else if (i > 0 && part.getClass() == ASTIdentifierAccess.class) {
				path.append('.').append(((ASTIdentifierAccess) part).getName());
			}
			else {
				throw unreadable(part, "a part that expressions do not have", REMEDY);
			}
		}
		return path.toString();
	}

	private Term field(JexlNode node, String path) {
		PathSyntax.Result result = this.paths.parse(path, this.place);
		if (result.path() == null) {
			throw unreadable(node, result.what(), result.remedy());
		}
		return new Term.Field(result.path());
	}

	/** JEXL's value of it may be a double, which is not exact; its text is. */
	private BigDecimal number(ASTNumberLiteral node) {
		int from = character(this.text, node.getLine(), node.getColumn()) - 1;
		Matcher number = NUMBER.matcher(this.text).region(from, this.text.length());
		if (!number.lookingAt() || Double.parseDouble(number.group()) != node.getLiteral().doubleValue()) {
			throw unreadable(node, "a number in a form that expressions do not have", "write it as 1250 or 0.75");
		}
		return new BigDecimal(number.group());
	}

	private Term call(JexlNode node) {
		ASTIdentifier name = (ASTIdentifier) node.jjtGetChild(0);
		Function function = (name.getNamespace() == null) ? this.functions.named(name.getName()) : null;
		if (function == null) {
			throw unreadable(node, "the function " + name.getName() + "(…), which is not known",
					this.functions.remedy(name.getName()));
		}
		Call call = new Call(function, parts(node.jjtGetChild(1)));
		if (!function.takes(call.arguments().size())) {
			throw unreadable(node, function.name() + "(…) with " + call.arguments().size() + " values",
					"write " + function);
		}
		if (call.paths().findAny().isEmpty()) {
			try {
				call.value(ANY);
			}
			catch (RefusedValueException ex) {
				throw unreadable(node, "a value that " + ex.what(), ex.remedy());
			}
		}
		return call;
	}

	private UnreadableExpressionException unreadable(JexlNode node, String what, String remedy) {
		int character = character(this.text, node.getLine(), node.getColumn());
		return new UnreadableExpressionException("has " + what + " at its character " + character, remedy);
	}

}
