/**
 * What sells, in plain SQL.
 */
@NullMarked
package io.stratum.sample.report;

import org.jspecify.annotations.NullMarked;
