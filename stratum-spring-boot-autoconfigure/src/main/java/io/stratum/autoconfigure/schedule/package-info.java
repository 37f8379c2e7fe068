/**
 * Carries the tenant in the data of jobs.
 */
@NullMarked
package io.stratum.autoconfigure.schedule;

import org.jspecify.annotations.NullMarked;
