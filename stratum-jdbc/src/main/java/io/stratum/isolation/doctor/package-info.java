/**
 * Examines whether tenants are kept apart, and says what to do if not.
 */
@NullMarked
package io.stratum.isolation.doctor;

import org.jspecify.annotations.NullMarked;
