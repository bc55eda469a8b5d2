package io.corsync.archfixtures.cli;

import javax.sql.DataSource;

/** SQL outside its room, by the JDK's way. */
final class SpeaksJdbc {

	String use(DataSource source) {
		return source.toString();
	}

}
