/**
 * Reads Salesforce: sessions, SOAP, SOQL and paging; the only place with WSC types.
 */
@NullMarked
package io.corsync.salesforce;

import org.jspecify.annotations.NullMarked;
