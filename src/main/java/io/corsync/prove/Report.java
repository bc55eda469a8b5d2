package io.corsync.prove;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells how the cases went: a line for each, and at the end what they say together.
 */
final class Report {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final PrintWriter out;

	private final PrintWriter err;

	private final boolean json;

	private final long seed;

	private final String option;

	private int width;

	private int all;

	private int done;

	Report(PrintWriter out, PrintWriter err, boolean json, long seed, String option) {
		this.out = out;
		this.err = err;
		this.json = json;
		this.seed = seed;
		this.option = option;
	}

	void begin(List<Case> cases, String database) {
		this.all = cases.size();
		this.width = cases.stream().mapToInt((one) -> one.name().length()).max().orElse(0);
		talk("%d cases on %s with seed %d".formatted(this.all, database, this.seed));
	}

	void line(Verdict verdict) {
		int digits = String.valueOf(this.all).length();
		talk(String.format(Locale.ROOT, "%" + digits + "d/%d  %-" + this.width + "s  %-10s %4d s  %s", ++this.done,
				this.all, verdict.name(), verdict.database(), verdict.took().toSeconds(), verdict.words()));
	}

	/**
	 * The answer.
	 * @return whether everything is proven
	 */
	boolean end(List<Verdict> verdicts, Path directory) throws IOException {
		Verdict.Books books = verdicts.stream().map(Verdict::books).reduce(Verdict.Books.CLEAN, Verdict.Books::plus);
		List<Verdict> failed = verdicts.stream().filter((verdict) -> !verdict.passed()).toList();
		if (failed.isEmpty()) {
			Prover.delete(directory);
		}
		if (this.json) {
			this.out.println(JSON.writeValueAsString(json(verdicts, books)));
		}
		else {
			failed.forEach(this::tell);
			if (!failed.isEmpty()) {
				this.out.printf("%n%d of %d cases failed. What they left: %s%n", failed.size(), verdicts.size(),
						directory);
			}
			this.out.println(books.words());
		}
		this.out.flush();
		return failed.isEmpty();
	}

	private void tell(Verdict verdict) {
		this.out.printf("%n%s on %s failed:%n", verdict.name(), verdict.database());
		verdict.problems().forEach((problem) -> this.out.println("  " + problem));
		this.out.println("  Again: " + again(verdict));
	}

	private String again(Verdict verdict) {
		return "prove --case %s --seed %d%s".formatted(verdict.name(), this.seed, this.option);
	}

	private ObjectNode json(List<Verdict> verdicts, Verdict.Books books) {
		ObjectNode json = JSON.createObjectNode().put("seed", this.seed);
		for (Verdict verdict : verdicts) {
			ObjectNode line = json.withArray("cases").addObject();
			line.put("name", verdict.name())
				.put("database", verdict.database())
				.put("millis", verdict.took().toMillis())
				.put("passed", verdict.passed())
				.put("again", again(verdict));
			line.set("books", JSON.valueToTree(verdict.books()));
			line.set("problems", JSON.valueToTree(verdict.problems()));
		}
		json.set("books", JSON.valueToTree(books));
		return json.put("passed", verdicts.stream().allMatch(Verdict::passed));
	}

	private void talk(String line) {
		PrintWriter to = this.json ? this.err : this.out;
		to.println(line);
		to.flush();
	}

}
