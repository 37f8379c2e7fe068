/**
 * API keys, tokens, scopes and roles on Spring Security.
 */
@NullMarked
package io.stratum.security;

import org.jspecify.annotations.NullMarked;
