package io.corsync.archfixtures.sync;

import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL outside its room, by Spring's way. */
final class SpeaksSql {

	JdbcClient.StatementSpec count(JdbcClient jdbc) {
		return jdbc.sql("SELECT COUNT(*) FROM ledger");
	}

}
