package io.stratum.policy;

import java.util.Map;

import io.stratum.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to do what to which resource.
 *
 * <p>
 * Attributes are the members of maps and JSON objects and the components of records.
 * Anything else has none.
 *
 * @param subject attributes of whoever asks, or {@code null} for none
 * @param action the action
 * @param resourceType the type of the resource
 * @param resource attributes of the resource, or {@code null} for none
 * @param environment attributes of the surroundings; those the engine sets are its own
 */
public record AccessRequest(@Nullable Object subject, String action, String resourceType, @Nullable Object resource,
		Map<String, ? extends @Nullable Object> environment) {

	/**
	 * Describes a request whose resource says of which type it is.
	 * @param subject attributes of whoever asks
	 * @param action the action
	 * @param resource attributes of the resource, with {@code type} or
	 * {@code resource_type} among them
	 * @return the request
	 * @throws InvalidInputException if neither is a text
	 */
	public static AccessRequest of(@Nullable Object subject, String action, @Nullable Object resource) {
		Object type = Attributes.member(resource, "type");
		if (!(type instanceof String)) {
			type = Attributes.member(resource, "resource_type");
		}
		if (!(type instanceof String text)) {
			throw InvalidInputException.of("resource.type", "The resource does not say of which type it is.",
					"required");
		}
		return new AccessRequest(subject, action, text, resource, Map.of());
	}

	/**
	 * Adds attributes of the surroundings.
	 * @param environment attributes by name
	 * @return a request with these attributes
	 */
	public AccessRequest in(Map<String, ? extends @Nullable Object> environment) {
		return new AccessRequest(this.subject, this.action, this.resourceType, this.resource, environment);
	}

}
