/**
 * A Salesforce and a COR on loopback, written from the services' documents alone.
 */
@NullMarked
package io.corsync.sandbox;

import org.jspecify.annotations.NullMarked;
