package io.corsync.sync;

import io.corsync.salesforce.Position;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceReader;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Reads a query that a night can do without: one that this org does not understand, or
 * that this user may not ask, is said and counts as empty.
 */
final class LenientReader implements SourceReader {

	private final SourceReader reader;

	private final Progress progress;

	private final String consequence;

	private boolean refused;

	LenientReader(SourceReader reader, Progress progress, String consequence) {
		this.reader = reader;
		this.progress = progress;
		this.consequence = consequence;
	}

	@Override
	public void startAfter(@Nullable Position position) {
		this.reader.startAfter(position);
	}

	@Override
	public void open(ExecutionContext context) {
		this.reader.open(context);
	}

	@Override
	public @Nullable SourceRow read() throws Exception {
		if (this.refused) {
			return null;
		}
		try {
			return this.reader.read();
		}
		catch (SalesforceException.InvalidRequest ex) {
			this.refused = true;
			this.progress.say(this.consequence + ": " + ex.getMessage());
			return null;
		}
	}

	@Override
	public long expected() {
		return this.reader.expected();
	}

	@Override
	public void close() {
		this.reader.close();
	}

}
