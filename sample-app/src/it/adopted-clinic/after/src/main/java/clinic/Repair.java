package clinic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.TenantId;

@Entity
public class Repair {

	@Id
	@GeneratedValue
	private Long id;

	@TenantId
	private UUID tenantId;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Bike bike;

	@ManyToOne
	private Mechanic mechanic;

	private String complaint;

	private LocalDate receivedOn;

	private boolean done;

	@OneToMany(mappedBy = "repair", cascade = CascadeType.ALL)
	private List<RepairLine> lines = new ArrayList<>();

	protected Repair() {
	}

	public Repair(Bike bike, Mechanic mechanic, String complaint, LocalDate receivedOn) {
		this.bike = bike;
		this.mechanic = mechanic;
		this.complaint = complaint;
		this.receivedOn = receivedOn;
	}

	public void use(Part part, int quantity) {
		this.lines.add(new RepairLine(this, part, quantity));
	}

	public Long getId() {
		return this.id;
	}

	public Bike getBike() {
		return this.bike;
	}

	public Mechanic getMechanic() {
		return this.mechanic;
	}

	public String getComplaint() {
		return this.complaint;
	}

	public LocalDate getReceivedOn() {
		return this.receivedOn;
	}

	public boolean isDone() {
		return this.done;
	}

	public List<RepairLine> getLines() {
		return this.lines;
	}

}
