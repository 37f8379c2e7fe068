/**
 * Resolves, admits and binds the tenant of an HTTP request.
 */
@NullMarked
package io.stratum.web;

import org.jspecify.annotations.NullMarked;
