/**
 * Carries the tenant in messages.
 */
@NullMarked
package io.stratum.autoconfigure.messaging;

import org.jspecify.annotations.NullMarked;
