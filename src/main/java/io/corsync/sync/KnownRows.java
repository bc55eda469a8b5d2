package io.corsync.sync;

import java.util.List;
import java.util.function.BiConsumer;

import io.corsync.cor.CorException;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Goes over everything that the ledger knows of a kind, a page at a time, whether or not
 * Salesforce says that it changed. The last id of a page is the position.
 */
final class KnownRows implements Tasklet {

	private static final String AFTER = "position.id";

	private final SettleTasklet.Parts parts;

	private final Pages pages;

	private final BiConsumer<List<String>, Certificate> visit;

	KnownRows(SettleTasklet.Parts parts, Pages pages, BiConsumer<List<String>, Certificate> visit) {
		this.parts = parts;
		this.pages = pages;
		this.visit = visit;
	}

	/**
	 * The pages of external ids.
	 */
	@FunctionalInterface
	interface Pages {

		/** The ids behind one, null for the first ones. */
		List<String> after(@Nullable String id, int limit);

	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
		if (this.parts.keeper().stopping()) {
			throw new CorException.Stopped("The run is ending");
		}
		this.parts.quota().require(0);
		ExecutionContext context = contribution.getStepExecution().getExecutionContext();
		List<String> ids = this.pages.after(context.containsKey(AFTER) ? context.getString(AFTER) : null, Reading.PAGE);
		if (!ids.isEmpty()) {
			Certificate certificate = Certificate.restore(context);
			this.visit.accept(ids, certificate);
			certificate.save(context);
			context.putString(AFTER, ids.get(ids.size() - 1));
			this.parts.progress().advance(ids.size());
		}
		return (ids.size() < Reading.PAGE) ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
	}

}
