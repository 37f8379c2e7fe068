/**
 * Carries the tenant in the parameters of batch jobs.
 */
@NullMarked
package io.stratum.autoconfigure.batch;

import org.jspecify.annotations.NullMarked;
