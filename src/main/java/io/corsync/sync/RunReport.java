package io.corsync.sync;

import java.time.Duration;
import java.util.List;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param run its row
 * @param exitCode what it means for the exit code
 * @param continued whether it had been begun by an earlier start
 * @param counts its certificate
 * @param calls calls to COR in this start
 * @param pace what this start found out about COR's limits
 * @param duration how long this start took
 * @param stuck what is stuck now, by cause
 * @param held what waits for an approval now, by run
 * @param heldChanges what of it would change rows that COR has, as far as this start
 * looked at it
 * @param leftOut values that no table of the mapping knows, as far as this start read
 * rows
 * @param slices its slices, none when it has none
 * @param problem why it ended early, null when it did not
 */
public record RunReport(Run run, ExitCode exitCode, boolean continued, List<Runs.Count> counts, long calls,
		FoundPace pace, Duration duration, List<Ledger.StuckGroup> stuck, List<Ledger.Held> held,
		List<ChangedRows> heldChanges, List<LeftOutValue> leftOut, List<Slices.Line> slices, @Nullable String problem) {

}
