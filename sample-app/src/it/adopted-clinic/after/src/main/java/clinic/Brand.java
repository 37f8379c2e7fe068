package clinic;

import io.stratum.jpa.GlobalData;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
@GlobalData("every clinic repairs the same makes")
public class Brand {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	private String name;

	public Integer getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
