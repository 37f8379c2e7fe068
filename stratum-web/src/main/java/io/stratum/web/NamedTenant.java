package io.stratum.web;

/**
 * A tenant that a request names: a wish, not a proof.
 *
 * @param source where the name was found, such as {@code header}
 * @param name an id or a slug, as the request spells it
 * @param trusted whether the source may name a tenant for a caller without credential
 */
public record NamedTenant(String source, String name, boolean trusted) {

}
