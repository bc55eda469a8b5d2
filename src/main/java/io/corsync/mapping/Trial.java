package io.corsync.mapping;

import io.corsync.salesforce.SourceRow;

/**
 * A mapping test: a row of Salesforce, and what is to become of it.
 *
 * @param mapping the mapping, with the test's time zone where the file names none
 * @param row the Opportunity
 * @param expectation what is to become of it
 */
record Trial(Mapping mapping, SourceRow row, Expectation expectation) {

}
