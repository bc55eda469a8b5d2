package io.corsync.archfixtures.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps to every rule: SQL belongs here. */
public final class Store {

	boolean open(Connection connection) throws SQLException {
		return connection.isValid(1);
	}

}
