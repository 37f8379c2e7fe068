package io.stratum.isolation.placement;

/**
 * Decides whether a tenant may work in a place that is behind the application.
 */
@FunctionalInterface
public interface OutdatedPlaces {

	/** Lets tenants work in any place. */
	OutdatedPlaces SERVED = (place) -> {
	};

	/**
	 * Lets a tenant into its place or throws; asked for each connection, so it decides
	 * from memory where nothing has to be done.
	 * @param place the place, with the number of the blueprint it follows
	 */
	void admit(RecordedPlacement place);

}
