package io.stratum.isolation.planted;

import io.stratum.isolation.planted.deep.FaultyBinding;
import io.stratum.jpa.GlobalData;

/**
 * Reaches from isolation up to Hibernate's room, and in a circle.
 */
@GlobalData("planted")
public final class FaultyPlacement {

	FaultyBinding binding() {
		return new FaultyBinding(this);
	}

}
