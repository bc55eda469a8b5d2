package io.corsync.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A value as a query writes it.
 */
sealed interface SoqlLiteral {

	/**
	 * Where it stands in the query.
	 */
	int at();

	record Null(int at) implements SoqlLiteral {
	}

	record Bool(boolean value, int at) implements SoqlLiteral {
	}

	record Number(BigDecimal value, int at) implements SoqlLiteral {
	}

	/**
	 * A string whose escaped characters are still marked, see {@link SoqlLike}.
	 */
	record Text(String marked, int at) implements SoqlLiteral {
	}

	record Day(LocalDate value, int at) implements SoqlLiteral {
	}

	record Moment(Instant value, int at) implements SoqlLiteral {
	}

	/**
	 * TODAY, LAST_N_DAYS:n and the like.
	 */
	record Days(SoqlDays days, int at) implements SoqlLiteral {
	}

}
