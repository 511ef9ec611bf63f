//! Coordinates as they are typed and copied.

use super::*;

#[test]
fn as_people_type_and_copy_them() {
    let here = (54.6, -2.75);
    for (query, expected) in [
        ("54.6, -2.75", here),
        ("54.6 -2.75", here),
        ("54.6,-2.75", here),
        ("(54.6, -2.75)", here),
        ("54.6 / −2.75", here),
        ("54.6 N 2.75 W", here),
        ("54.6° N, 2.75° W", here),
        ("2.75W 54.6N", here),
        ("N54.6 W2.75", here),
        ("n 54.6, w 2.75", here),
        ("W2.75 N54.6", here),
        ("54.6N, 2.75W", here),
        ("54,6; -2,75", here),
        ("54,6 -2,75", here),
        ("54,6, -2,75", here),
        ("54,6N 2,75W", here),
        ("54.6 north, 2.75 west", here),
        ("lat 54.6, lon -2.75", here),
        ("Longitude: -2.75, Latitude: 54.6", here),
        ("lat=54.6 lng=-2.75", here),
        ("54°36′N 2°45′W", here),
        ("54° 36' 0\" N, 2° 45' 0\" W", here),
        ("54°36'00.0\"N 2°45'00.0\"W", here),
        ("54º36’0’’N; 2º45’0’’W", here),
        ("N 54° 36,0′ W 2° 45,0′", here),
        ("54 36 0 N 2 45 0 W", here),
        ("54 36 N, 2 45 W", here),
        ("54 36 0, -2 45 0", here),
        ("54 deg 36 min N 2 deg 45 min W", here),
        ("33°30′S; 70°36′W", (-33.5, -70.6)),
        ("51°27′ 2°36′", (51.45, 2.6)),
        ("51 27 2 36", (51.45, 2.6)),
        ("51,2", (51.0, 2.0)),
        ("54 2", (54.0, 2.0)),
        ("-0.5, 0°", (-0.5, 0.0)),
        ("geo:54.6,-2.75", here),
        ("GEO:54.6,-2.75,100;u=35?z=4", here),
        ("https://www.openstreetmap.org/#map=12/54.6/-2.75", here),
        ("https://www.openstreetmap.org/?mlat=54.6&mlon=-2.75#map=5/1.5/2.5", here),
        ("https://www.google.com/maps/@54.6,-2.75,12z", here),
        ("https://www.google.com/maps/place/Hull/@1.5,2.5,17z/data=!3m1!4b1!8m2!3d54.6!4d-2.75", here),
        ("https://www.google.com/maps?q=54.6,-2.75&z=3", here),
        ("https://www.google.com/maps/search/?api=1&query=54.6%2C-2.75", here),
        ("https://www.google.com/maps/search/54.6,+-2.75", here),
        ("https://maps.apple.com/?ll=54.6,-2.75&q=Pin", here),
        ("https://www.bing.com/maps?cp=54.6~-2.75&lvl=11", here),
        ("www.google.com/maps/search/54.6,-2.75", here),
    ] {
        let found = coordinates(query).ok().flatten();
        let near = found.is_some_and(|(lat, lon)| (lat - expected.0).abs() < 1e-9 && (lon - expected.1).abs() < 1e-9);
        assert!(near, "{query}: {:?}", coordinates(query));
    }
}

#[test]
fn what_names_no_point() {
    use CoordinatesFault::{OutOfRange, Swapped, Unclear};
    for (query, expected) in [
        ("Paris", Ok(None)),
        ("Paris 20", Ok(None)),
        ("Lat Phrao", Ok(None)),
        ("East", Ok(None)),
        ("12", Ok(None)),
        ("", Ok(None)),
        ("-122.4, 37.8", Err(Swapped { lat: 37.8, lon: -122.4 })),
        ("91, 0", Err(Swapped { lat: 0.0, lon: 91.0 })),
        ("91N, 0E", Err(OutOfRange)),
        ("91, 181", Err(OutOfRange)),
        ("geo:200,200", Err(OutOfRange)),
        ("1, 2, 3", Err(Unclear)),
        ("1,2,3", Err(Unclear)),
        ("54N", Err(Unclear)),
        ("54N 2N", Err(Unclear)),
        ("54°75′N 2°W", Err(Unclear)),
        ("54.5°36′N 2°W", Err(Unclear)),
        ("geo:here", Err(Unclear)),
        ("https://maps.app.goo.gl/x1Y2", Err(Unclear)),
    ] {
        assert_eq!(coordinates(query), expected, "{query}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(query in "[0-9NSEWnsew°'\"′,;.:/=@!&#~ a-z-]{0,40}", prefix in "(geo:|https://|)") {
        let point = coordinates(&format!("{prefix}{query}")).ok().flatten();
        assert!(point.is_none_or(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0));
    }
}
