package io.corsync.archfixtures.salesforce;

import com.sforce.soap.partner.QueryResult;

/** Keeps to every rule: WSC belongs here. */
public final class Reader {

	int size(QueryResult result) {
		return result.getSize();
	}

}
