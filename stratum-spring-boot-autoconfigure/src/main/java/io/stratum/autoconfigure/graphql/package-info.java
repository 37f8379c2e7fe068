/**
 * Carries the tenant through GraphQL.
 */
@NullMarked
package io.stratum.autoconfigure.graphql;

import org.jspecify.annotations.NullMarked;
