package clinic;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;

@Entity
public class Bike {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Customer customer;

	@ManyToOne(optional = false)
	private Brand brand;

	private String frameNumber;

	@OneToMany(mappedBy = "bike")
	@OrderBy("receivedOn, id")
	private List<Repair> repairs = new ArrayList<>();

	protected Bike() {
	}

	public Bike(Customer customer, Brand brand, String frameNumber) {
		this.customer = customer;
		this.brand = brand;
		this.frameNumber = frameNumber;
	}

	public Integer getId() {
		return this.id;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public Brand getBrand() {
		return this.brand;
	}

	public String getFrameNumber() {
		return this.frameNumber;
	}

	public List<Repair> getRepairs() {
		return this.repairs;
	}

}
