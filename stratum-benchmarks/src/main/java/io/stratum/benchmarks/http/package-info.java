/**
 * Requests to the sample against requests to a plain application.
 */
@NullMarked
package io.stratum.benchmarks.http;

import org.jspecify.annotations.NullMarked;
