/**
 * Carries the tenant to other threads.
 */
@NullMarked
package io.stratum.autoconfigure.task;

import org.jspecify.annotations.NullMarked;
