package io.corsync.sync;

import java.time.Duration;

/**
 * What an administrator chose for the cases in which more than one way is right.
 *
 * @param recreateMissing whether a project that was deleted in COR is created again
 * without asking
 * @param settleAfter how long after a doubtful call COR's "not found" is believed
 */
record Policy(boolean recreateMissing, Duration settleAfter) {

}
