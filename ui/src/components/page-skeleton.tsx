import './page-skeleton.css';

/** The shape of a page while it is on its way. */
export function PageSkeleton() {
  return (
    <div className="page-skeleton" aria-busy="true">
      <div className="bone" style={{ width: '12%', height: 16 }} />
      <div className="bone" style={{ width: '62%', height: 28 }} />
      <div className="bones">
        {[0, 1, 2, 3].map((key) => (
          <div key={key} className="bone" style={{ height: 72 }} />
        ))}
      </div>
      <div className="bones two">
        {[0, 1].map((key) => (
          <div key={key} className="bone" style={{ height: 280 }} />
        ))}
      </div>
    </div>
  );
}
