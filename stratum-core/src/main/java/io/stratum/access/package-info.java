/**
 * Who calls, and what they may do: callers, scopes, API keys and roles.
 */
@NullMarked
package io.stratum.access;

import org.jspecify.annotations.NullMarked;
