package io.corsync.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The queries whose rows are not all fetched yet, by locator. A locator serves once.
 */
final class SalesforceLocators {

	/** Salesforce lets a user have ten cursors and releases the oldest for another. */
	private static final int MAX = 10;

	private final SalesforceWorld world;

	private final Map<String, Cursor> open = new LinkedHashMap<>();

	private long last;

	SalesforceLocators(SalesforceWorld world) {
		this.world = world;
	}

	/**
	 * A query and how far its rows are fetched.
	 *
	 * @param object what it reads
	 * @param items what is answered for a row
	 * @param rows all its rows
	 * @param next the first row not fetched
	 * @param deleted whether deleted rows and parents are seen
	 * @param until when the locator ends
	 */
	record Cursor(OrgObject object, List<SoqlItem> items, List<OrgRow> rows, int next, boolean deleted, Instant until) {

		Cursor at(int row) {
			return new Cursor(this.object, this.items, this.rows, row, this.deleted, this.until);
		}

	}

	synchronized String keep(Cursor cursor) {
		if (this.open.size() >= MAX) {
			this.open.remove(this.open.keySet().iterator().next());
		}
		String locator = OrgId.of("01g", ++this.last) + "-" + cursor.next();
		this.open.put(locator, cursor);
		return locator;
	}

	/**
	 * Takes what a locator stands for, null when it was used, has ended or never was.
	 */
	synchronized @Nullable Cursor take(String locator) {
		Cursor cursor = this.open.remove(locator);
		return (cursor != null && this.world.now().isBefore(cursor.until())) ? cursor : null;
	}

	synchronized void clear() {
		this.open.clear();
	}

}
