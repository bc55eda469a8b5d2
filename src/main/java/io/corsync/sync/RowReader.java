package io.corsync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import io.corsync.salesforce.Position;
import io.corsync.salesforce.SourceReader;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Numbers and bundles the rows of a source and starts it behind the last row that is
 * finished, not behind the last one that was read.
 */
final class RowReader implements ItemStreamReader<Bundle<RowReader.Numbered>> {

	/** Bounds the memory of a bundle whatever the length of its texts. */
	private static final long MOST_CHARACTERS = 4_000_000;

	private static final String STAMP = "position.systemModstamp";

	private static final String ID = "position.id";

	private static final String ORDINAL = "position.ordinal";

	private final SourceReader source;

	private final int most;

	private final long limit;

	private final LongConsumer beforeBundle;

	private final LongConsumer counted;

	private long expected = -1;

	private long begun;

	private long ordinal;

	private boolean exhausted;

	/**
	 * Creates a reader.
	 * @param source where the rows come from
	 * @param most rows in a bundle
	 * @param limit rows in all
	 * @param beforeBundle told before each bundle how many rows are left, as far as
	 * known; throws when none is to be read any more
	 * @param counted told how many rows there are when the source was the one to know
	 */
	RowReader(SourceReader source, int most, long limit, LongConsumer beforeBundle, LongConsumer counted) {
		this.source = source;
		this.most = most;
		this.limit = limit;
		this.beforeBundle = beforeBundle;
		this.counted = counted;
	}

	/**
	 * A row with its number in the order of reading.
	 *
	 * @param row the row
	 * @param ordinal its number, from 1
	 */
	record Numbered(SourceRow row, long ordinal) {

		Position position() {
			return new Position(this.row.systemModstamp(), this.row.id());
		}

	}

	static @Nullable Position position(ExecutionContext context) {
		return context.containsKey(ID) ? new Position(Instant.parse(context.getString(STAMP)), context.getString(ID))
				: null;
	}

	static long ordinal(ExecutionContext context) {
		return context.getLong(ORDINAL, 0L);
	}

	static void save(ExecutionContext context, @Nullable Position position, long ordinal) {
		if (position != null) {
			context.putString(STAMP, position.systemModstamp().toString());
			context.putString(ID, position.id());
			context.putLong(ORDINAL, ordinal);
		}
	}

	/**
	 * Tells how many rows there are.
	 * @param rows rows in all, -1 when that is not known
	 */
	void expect(long rows) {
		this.expected = rows;
	}

	@Override
	public void open(ExecutionContext context) {
		this.source.startAfter(position(context));
		this.begun = ordinal(context);
		this.ordinal = this.begun;
		this.source.open(new ExecutionContext());
	}

	@Override
	public @Nullable Bundle<Numbered> read() throws Exception {
		this.beforeBundle.accept(this.expected - this.ordinal);
		List<Numbered> rows = new ArrayList<>();
		long characters = 0;
		while (!this.exhausted && rows.size() < this.most && characters < MOST_CHARACTERS) {
			SourceRow row = (this.ordinal < this.limit) ? this.source.read() : null;
			if (row == null) {
				this.exhausted = true;
			}
			else {
				rows.add(new Numbered(row, ++this.ordinal));
				characters += row.characters();
			}
		}
		if (this.expected < 0 && this.source.expected() >= 0) {
			this.expected = Math.min(this.limit, this.begun + this.source.expected());
			this.counted.accept(this.expected);
		}
		return rows.isEmpty() ? null : new Bundle<>(rows);
	}

	boolean exhausted() {
		return this.exhausted;
	}

	@Override
	public void close() {
		this.source.close();
	}

}
