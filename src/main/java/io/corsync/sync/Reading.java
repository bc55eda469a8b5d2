package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;

import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceReader;
import io.corsync.salesforce.SourceRow;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Reads queries that name their rows, which are few, to the end.
 */
final class Reading {

	/** Ids named in one query: keeps its text and the memory small. */
	static final int PAGE = 200;

	/** Ids named in one query that reads nothing but ids: SOQL may be twice as long. */
	static final int PAGE_OF_IDS = 2000;

	private Reading() {
	}

	static List<SourceRow> all(Salesforce salesforce, SourceQuery query) {
		List<SourceRow> rows = new ArrayList<>();
		SourceReader reader = salesforce.reader(query);
		try {
			reader.open(new ExecutionContext());
			for (SourceRow row = reader.read(); row != null; row = reader.read()) {
				rows.add(row);
			}
			return rows;
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			reader.close();
		}
	}

}
